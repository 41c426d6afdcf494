/* example.c - the smallest IN.csv. */
#include "model/aerosol/equilibrium/command/command.h"

const char *lt_equilibrium_example(void) {
    return "# States for `lantian equilibrium IN.csv OUT.csv`, to be saved as .csv. T_K in K; RH 0 to 1 over liquid "
           "water;\n"
           "# totals of gas and particle in mol/m3 of air (--mode reverse: of the particle alone), NH4 with NH3, NO3 "
           "with HNO3, Cl with HCl.\n"
           "# mol/m3 = ug/m3 / 1e6 / molar mass in g/mol: 48 ug/m3 of sulfate are 48e-6 / 96.06 = 5e-7. A species "
           "that was not measured is 0.\n"
           "# Columns may stand in any order; others, such as place here, come through. The amounts are made up, of "
           "the size that such air has.\n"
           "place,T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\n"
           "winter haze in Shenyang,263.15,0.78,2e-8,4.2e-7,1.7e-6,7.5e-7,1.6e-7,2.5e-8,4e-8,8e-9\n"
           "the same at noon,271.15,0.45,2e-8,3.1e-7,1.4e-6,5.2e-7,1.2e-7,3e-8,3e-8,8e-9\n"
           "summer coast with sea salt,298.15,0.82,1.1e-7,9e-8,2.6e-7,1e-7,1.2e-7,4e-9,3e-9,1.2e-8\n"
           "dust in spring,288.15,0.30,3e-8,8e-8,3.5e-7,1.6e-7,3e-8,2.4e-7,1.5e-8,3e-8\n"
           "clean air,283.15,0.55,0,1.2e-8,6e-8,1.5e-8,3e-9,0,0,0\n";
}
