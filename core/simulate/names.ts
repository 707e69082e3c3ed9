/** Common given and family names of the offices' countries; combined at random, no real person is meant. */
export const givenNames: Readonly<Record<string, readonly string[]>> = {
  DE: 'anna lukas marie felix lena jonas katrin stefan julia markus sabine thomas petra jan heike nils'.split(
    ' ',
  ),
  GB: 'oliver amelia george isla harry emily jack sophie charlie grace thomas lucy william ruby james hannah'.split(
    ' ',
  ),
  FR: 'camille louis chloe hugo manon lucas emma gabriel lea arthur sarah jules ines nathan claire antoine'.split(
    ' ',
  ),
  US: 'michael jennifer david ashley robert jessica daniel megan kevin laura brian rachel eric nicole jason amy'.split(
    ' ',
  ),
  SG: 'wei jia hui min kai xin jun ling hao mei yong siti arun priya faizal nadia'.split(' '),
  AU: 'liam olivia noah charlotte lachlan mia cooper zoe ethan chloe mitchell georgia angus tahlia darcy jade'.split(
    ' ',
  ),
  JP: 'haruto yui sota aoi ren hina yuto sakura kaito mio takumi rin daiki nanami shota misaki'.split(' '),
  ES: 'lucia hugo martina pablo sofia daniel carmen alvaro paula javier elena sergio marta diego ana raul'.split(
    ' ',
  ),
  PL: 'zofia jakub hanna antoni maja szymon alicja filip ewa piotr magda tomasz kasia marek ola pawel'.split(
    ' ',
  ),
  NL: 'emma daan sanne sem fleur bram lotte thijs anouk ruben femke jesse iris niels eva koen'.split(' '),
  IN: 'aarav ananya rohan diya arjun kavya vikram meera rahul sneha karthik pooja sanjay divya nikhil asha'.split(
    ' ',
  ),
  CA: 'logan emma owen ava nathan zoe ryan maya tyler claire justin erin marc julie alex renee'.split(' '),
}

export const familyNames: Readonly<Record<string, readonly string[]>> = {
  DE: 'mueller schmidt fischer weber becker hoffmann schaefer koch richter klein wolf neumann braun krueger'.split(
    ' ',
  ),
  GB: 'smith jones taylor brown wilson evans walker wright roberts green hughes clarke turner baker'.split(
    ' ',
  ),
  FR: 'martin bernard dubois thomas robert petit durand leroy moreau simon laurent lefebvre garnier roux'.split(
    ' ',
  ),
  US: 'johnson williams miller davis anderson moore jackson martin thompson garcia clark lewis hall young'.split(
    ' ',
  ),
  SG: 'tan lim lee ng wong goh chua koh teo ong rahman kumar chan yeo'.split(' '),
  AU: 'kelly ryan murphy mitchell campbell stewart morris cooper ward watson reid burns dixon marshall'.split(
    ' ',
  ),
  JP: 'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki mori'.split(
    ' ',
  ),
  ES: 'garcia fernandez lopez sanchez perez gomez ruiz diaz moreno alonso navarro torres gil ramos'.split(
    ' ',
  ),
  PL: 'nowak kowalski wisniewski wojcik kaminski lewandowski zielinski szymanski wozniak mazur krawczyk'.split(
    ' ',
  ),
  NL: 'devries jansen bakker visser smit meijer mulder bos vos peters hendriks dekker brouwer vanberg'.split(
    ' ',
  ),
  IN: 'sharma patel reddy iyer nair gupta rao menon shetty kulkarni joshi das pillai hegde'.split(' '),
  CA: 'tremblay roy campbell macdonald gagnon fraser cote scott bouchard ross lavoie grant morin hamilton'.split(
    ' ',
  ),
}

export const departments = ['finance', 'hr', 'legal', 'operations', 'marketing', 'purchasing'] as const
