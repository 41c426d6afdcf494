// Species of the chemistry of dimethyl sulfide in CB6r5.
#DEFVAR
  DMS            = 2C + S;        { dimethyl sulfide }
  MSA            = C + S;         { methanesulfonic acid }
