/* deliquescence.c - deliquescence of salts and of mixtures. */
#include "model/aerosol/equilibrium/deliquescence.h"

#include "model/kernel/ltmath.h"

void lt_deliquescence_of_salts(double temperature, double *drh) {
    static const double at_298[LT_N_SOLIDS_WITH_WATER][2] = {
#define AT_298(salt, humidity, b) [LT_SALT_##salt] = {humidity, b},
        LT_EQ_DELIQUESCENCES(AT_298)};
    const double colder = 1 / temperature - 1 / 298.15;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++) drh[s] = at_298[s][0] * lt_exp(at_298[s][1] * colder);
}

#define SALT(name) (1u << LT_SALT_##name)

/* Mixtures of ISORROPIA II with their mutual humidity, the highest first: the first that has a set has no more than it
 * needs. */
#define SULFATES (SALT(K2SO4) | SALT(MGSO4) | SALT(NA2SO4))
#define ACID_SULFATES (SULFATES | SALT(KHSO4) | SALT(NH42SO4) | SALT(LETOVICITE))
#define CHLORIDES (SALT(NACL) | SALT(NH4CL))
#define CRUSTAL (SALT(K2SO4) | SALT(KNO3) | SALT(KCL) | SALT(MGSO4) | SALT(NANO3) | CHLORIDES | SALT(NH4NO3))
static const struct {
    unsigned set;
    double humidity;
} mutual[] = {
    {SALT(NA2SO4) | SALT(NACL), 0.735},                                       /* R2 */
    {SALT(NA2SO4) | SALT(NH4CL), 0.731},                                      /* R5 */
    {SULFATES | SALT(NH42SO4), 0.697},                                        /* G3, O3 */
    {SALT(NA2SO4) | CHLORIDES, 0.694},                                        /* R4 */
    {SULFATES | SALT(NH42SO4) | SALT(NH4CL), 0.691},                          /* G2, O2 */
    {SALT(LETOVICITE) | SALT(NH42SO4), 0.690},                                /* LCAS */
    {SALT(NANO3) | SALT(NACL), 0.673},                                        /* R3 */
    {SALT(NA2SO4) | SALT(NANO3) | SALT(NACL), 0.663},                         /* R1 */
    {ACID_SULFATES, 0.610},                                                   /* I3, L3 */
    {SALT(NH42SO4) | SALT(NH4NO3), 0.600},                                    /* ASAN */
    {SULFATES | CHLORIDES | SALT(NANO3), 0.596},                              /* H2, R6, M2 */
    {SULFATES | SALT(NH42SO4) | SALT(NH4NO3), 0.494},                         /* Q1, R9, V1 */
    {SALT(NA2SO4) | SALT(NANO3) | SALT(NH4NO3), 0.476},                       /* R10 */
    {SULFATES | SALT(NH42SO4) | SALT(NH4NO3) | SALT(NH4CL), 0.460},           /* G1, R12, O1 */
    {SALT(NA2SO4) | SALT(NANO3) | SALT(NH4NO3) | SALT(NH4CL), 0.438},         /* R13 */
    {SALT(NA2SO4) | SALT(NANO3) | SALT(NACL) | SALT(NH4NO3), 0.380},          /* R7, R8 */
    {SALT(LETOVICITE) | SALT(NH4HSO4), 0.378},                                /* LCAB */
    {ACID_SULFATES | SALT(NAHSO4), 0.363},                                    /* I2, L2 */
    {SALT(NA2SO4) | SALT(NACL) | SALT(NH4NO3) | SALT(NH4CL), 0.340},          /* R11 */
    {SULFATES | CHLORIDES | SALT(NANO3) | SALT(NH4NO3), 0.240},               /* H1, M1 */
    {ACID_SULFATES | SALT(NAHSO4) | SALT(NH4HSO4), 0.240},                    /* I1, L1 */
    {CRUSTAL | SALT(CANO32) | SALT(MGNO32) | SALT(MGCL2), 0.240},             /* P2 to P5 */
    {CRUSTAL | SALT(CANO32) | SALT(MGNO32) | SALT(MGCL2) | SALT(CACL2), 0.2}, /* P1 */
};

double lt_mutual_deliquescence(unsigned set, const double *drh, double *lowest) {
    *lowest = 1;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        if (set >> s & 1 && drh[s] < *lowest) *lowest = drh[s];
    if ((set & (set - 1)) == 0) return *lowest;
    double humidity = *lowest; /* not in a row: nitrate with bisulfates, in reverse */
    for (unsigned row = 0; row < sizeof mutual / sizeof *mutual; row++)
        if ((set & ~mutual[row].set) == 0) {
            humidity = mutual[row].humidity;
            break;
        }
    return humidity < *lowest ? humidity : *lowest;
}
