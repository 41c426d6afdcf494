// Species of the mechanism of carbon monoxide, methane and NOx.
#ATOMS
  H; C; N; O;

#DEFVAR
  O3     = 3O;           { ozone }
  NO     = N + O;        { nitric oxide }
  NO2    = N + 2O;       { nitrogen dioxide }
  NO3    = N + 3O;       { nitrate radical }
  N2O5   = 2N + 5O;      { dinitrogen pentoxide }
  HNO3   = H + N + 3O;   { nitric acid }
  HONO   = H + N + 2O;   { nitrous acid }
  O      = O;            { oxygen atoms, ground state }
  O1D    = O;            { oxygen atoms, excited }
  OH     = H + O;        { hydroxyl radical }
  HO2    = H + 2O;       { hydroperoxyl radical }
  H2O2   = 2H + 2O;      { hydrogen peroxide }
  CO     = C + O;        { carbon monoxide }
  HCHO   = C + 2H + O;   { formaldehyde }
  CH3O2  = C + 3H + 2O;  { methyl peroxy radical }
  CH3OOH = C + 4H + 2O;  { methyl hydroperoxide }

#DEFFIX
  CH4    = C + 4H;       { methane }
  H2     = 2H;           { hydrogen }
  CO2    = C + 2O;       { carbon dioxide }
  H2O    = 2H + O;       { water vapour }
  O2     = 2O;           { oxygen }
  N2     = 2N;           { nitrogen }
  M      = 0O;           { air: stands on both sides }
