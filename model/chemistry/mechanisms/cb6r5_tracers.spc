// Species of the passive tracers of CB6r5: air toxics that change nothing else, and mercury.
#DEFVAR
  FORM_PRIMARY   = C;             { formaldehyde as emitted }
  ALD2_PRIMARY   = 2C;            { acetaldehyde as emitted }
  BUTADIENE13    = 4C;            { 1,3-butadiene }
  ACROLEIN       = 3C;            { acrolein of butadiene }
  ACRO_PRIMARY   = 3C;            { acrolein as emitted }
  TOLU           = 7C;            { toluene itself }
  HG             = Hg;            { mercury vapour }
  HGIIAER        = Hg;            { divalent mercury that becomes particles }
  HGIIGAS        = Hg;            { divalent mercury gas }
