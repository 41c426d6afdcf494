// Species of Chapman's mechanism.
#ATOMS
  O;

#DEFVAR
  O3  = 3O;  { ozone }
  O   = O;   { oxygen atoms, ground state }
  O1D = O;   { oxygen atoms, excited }

#DEFFIX
  O2  = 2O;  { oxygen }
  M   = 0O;  { air: stands on both sides }
