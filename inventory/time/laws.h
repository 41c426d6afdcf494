/* laws.h - the laws of emission that need weather, as a ledger names them, and what the model needs of them.
 *
 * The inventory knows no weather: of a row whose calendar says LAW:CALENDAR ("heating_degree:heating") it writes the
 * annual potential on the grid, with months and hours of the calendar, into the group laws of emissions.nc, and
 * model/emission/ says when it leaves. A row whose calendar says CALENDAR alone goes by that. */
#ifndef LT_INVENTORY_LAWS_H
#define LT_INVENTORY_LAWS_H

#include "inventory/time/calendar.h"

#include <stdbool.h>

/* id, name, the emitted species that it moves (NULL: all; the others of the row go by the calendar), whether what the
 * calendar emits in its quietest month goes on all year beside the law (cooking on a stove that heats), whether months
 * keep the calendar's share and its hours weigh under the law (model/emission's by_month and by_clock), doc. LAW/KIND:
 * the same law with numbers of its own in laws.csv. */
#define LT_EMISSION_LAW_LIST(X)                                                                                        \
    X(LT_LAW_PLUME_RISE, "plume_rise", NULL, false, false, "stacks: into which layers their smoke goes")               \
    X(LT_LAW_HEATING_DEGREE, "heating_degree", NULL, true, false,                                                      \
      "fuel for warmth: cold of the day in the heating season")                                                        \
    X(LT_LAW_NH3_TEMPERATURE, "nh3_temperature", "NH3", false, false,                                                  \
      "ammonia of manure and fields: warmth of the hour")                                                              \
    X(LT_LAW_EVAPORATION, "evaporation", NULL, false, true, "vapour of petrol that filling drives out: its pressure")  \
    X(LT_LAW_BREATHING, "evaporation/breathing", NULL, false, true, "vapour that the warming of the hour drives out")  \
    X(LT_LAW_BIOGENIC, "biogenic", NULL, false, false, "vapour of plants but for the next two: light and warmth")      \
    X(LT_LAW_ISOPRENE, "biogenic/isoprene", NULL, false, false, "isoprene of plants: light and warmth")                \
    X(LT_LAW_TERPENES, "biogenic/terpenes", NULL, false, false,                                                        \
      "mono- and sesquiterpenes of plants: warmth, half by light")                                                     \
    X(LT_LAW_SOIL_NO, "soil_no", NULL, false, false, "nitric oxide of soils: warmth")                                  \
    X(LT_LAW_DUST, "dust", NULL, false, false, "dust raised by wind")                                                  \
    X(LT_LAW_SEA_SALT, "sea_salt", NULL, false, false, "salt of breaking waves")

enum lt_emission_law {
#define LT_EMISSION_LAW_ENUM(id, name, only, splits, clocked, doc) id,
    LT_EMISSION_LAW_LIST(LT_EMISSION_LAW_ENUM)
#undef LT_EMISSION_LAW_ENUM
        LT_N_EMISSION_LAWS
};
extern const char *const lt_emission_law_names[LT_N_EMISSION_LAWS];

/* When a row emits. */
typedef struct lt_timing {
    int law; /* -1: none */
    int calendar;
} lt_timing;

/* Read "LAW:CALENDAR" or "CALENDAR"; false for a name that is none. plume_rise is the law of every stack and of no
 * calendar. */
bool lt_timing_find(const lt_calendars *calendars, const char *text, lt_timing *out);
/* LT_ERR_INPUT: what is wrong with a text that lt_timing_find does not take, which stands there. */
lt_status lt_timing_fault(const lt_calendars *calendars, const char *text, const char *where);
/* Does a row of this law (-1: none) emit the species as a potential? */
bool lt_timing_moves(int law, const char *species);
/* Does the law, of any kind, go by light, so that its mean year needs some? */
bool lt_emission_law_needs_light(int law);
/* Do months and hours of the calendar hold under the law, so that a rule on the calendar moves the emission? -1: yes.
 */
bool lt_timing_clocked(int law);
/* Share of a potential that goes on all year: 365 times the calendar's share of a day in its quietest month (February
 * of 28 days), where the law splits; else 0. */
double lt_timing_steady(int law, const lt_calendar *calendar);

/* One number of laws.csv. */
typedef struct lt_law_number {
    int law;
    char name[48],
        unit[24]; /* "heating_degree_base_temperature", "biogenic_isoprene_exponent", as emissions.nc has it */
    double value;
} lt_law_number;
enum { LT_LAW_MAX_NUMBERS = 32 };
lt_status lt_law_numbers_read(const char *path, lt_law_number out[LT_LAW_MAX_NUMBERS], int *n);

#endif
