/* cocontrol.h - air pollutants and CO2 of one change of emissions held against each other. Pure but for the reading of
 * the table of equivalents.
 *
 *   reduction    R_q = E_q(before) - E_q(after), above 0: less;  rate r_q = R_q / E_q(before)
 *   equivalents  R_a = sum_i R_i / w_i, w_i kg of pollutant i that count as one (library/equivalents.csv); rate r_a
 *                the same sum over E(before)
 *   coordinates  (x, y) = (r_CO2, r_a), quadrant I: both fall; angle atan2(y, x), 45 degrees: at the same rate
 *   elasticity   e_i = r_i / r_CO2: per cent of the pollutant that goes with one per cent of CO2; above 0: together
 *   coupling     C = 2 sqrt(r_a r_CO2) / (r_a + r_CO2), T = (r_a + r_CO2) / 2, D = sqrt(C T), where both fall
 * No document gives a formula for the degree of synergy (减污降碳协同度): these are those of the Chinese literature
 * (coordinates and elasticity: Xing et al., Chinese Journal of Environmental Management 12(4), 2020, 20-28). The rates
 * are of the whole province, so that packages stand on one scale. */
#ifndef LT_COCONTROL_H
#define LT_COCONTROL_H

#include "inventory/ledger.h"

typedef struct lt_equivalent {
    int pollutant;
    double kg, low, high; /* that count as one */
    char mark[2], named_en[64], named_zh[64], source[256], note_en[192], note_zh[192];
} lt_equivalent;

typedef struct lt_equivalents {
    lt_equivalent rows[LT_N_POLLUTANTS];
    int n;
} lt_equivalents;

/* library/equivalents.csv. LT_ERR_INPUT: a pollutant unknown or twice, a weight outside its ends or not above 0. */
lt_status lt_equivalents_read(lt_equivalents *out);
/* The same out of a text; name is for messages. */
lt_status lt_equivalents_parse(const char *name, const char *text, lt_equivalents *out);

/* X-macro: word of JSON and CSV, English, Chinese. */
#define LT_QUADRANT_LIST(X)                                                                                            \
    X(NONE, "none", "no change", "无变化")                                                                             \
    X(BOTH_FALL, "I", "both fall", "协同减排")                                                                         \
    X(AIR_FALLS, "II", "pollutants fall, CO2 rises", "减污增碳")                                                       \
    X(BOTH_RISE, "III", "both rise", "同增")                                                                           \
    X(CO2_FALLS, "IV", "CO2 falls, pollutants rise", "降碳增污")                                                       \
    X(AXIS_AIR, "axis", "pollutants alone", "仅污染物变化")                                                            \
    X(AXIS_CO2, "axis-co2", "CO2 alone", "仅CO2变化")
typedef enum lt_quadrant {
#define LT_QUADRANT_ID(id, word, en, zh) LT_QUADRANT_##id,
    LT_QUADRANT_LIST(LT_QUADRANT_ID)
#undef LT_QUADRANT_ID
        LT_N_QUADRANTS
} lt_quadrant;
typedef struct lt_quadrant_row {
    const char *word, *en, *zh;
} lt_quadrant_row;
extern const lt_quadrant_row lt_quadrant_table[LT_N_QUADRANTS];

/* What is not defined is NaN: a rate of nothing, an elasticity where CO2 stays, coupling where not both fall. */
typedef struct lt_cocontrol {
    double reduction[LT_N_QUANTITIES], rate[LT_N_QUANTITIES]; /* kt a year; of before, 1 = all of it */
    double part[LT_N_POLLUTANTS]; /* million equivalents by pollutant; 0 of what has no weight */
    double equivalents;           /* million */
    double equivalents_other;     /* with the other end of each weight's range: with the largest kg */
    double equivalents_rate;      /* of those of before */
    double elasticity[LT_N_POLLUTANTS], equivalents_elasticity;
    double co2_per_equivalent; /* t of CO2 less for a thousand equivalents less */
    lt_quadrant quadrant;
    double angle;                    /* degrees */
    double coupling, level, synergy; /* C, T, D */
} lt_cocontrol;

/* Emissions in kt a year. A change below what the rounding of a sum can make is none. */
void lt_cocontrol_of(const lt_equivalents *weights, const double before[LT_N_QUANTITIES],
                     const double after[LT_N_QUANTITIES], lt_cocontrol *out);
/* Million equivalents of reductions in kt. */
double lt_equivalents_sum(const lt_equivalents *weights, const double kt[LT_N_QUANTITIES]);

#endif
