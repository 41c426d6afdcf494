/* ledger.h - the annual source records: emission = activity x factor x (1 - removal). */
#ifndef LT_LEDGER_H
#define LT_LEDGER_H

#include "base/config.h"
#include "base/hash.h"
#include "base/outdir.h"
#include "base/status.h"
#include "base/timeaxis.h"
#include "inventory/years.h"

#include <stdbool.h>

/* NOx is counted as NO2; TSP, PM10 and PM2.5 each hold the next; CO2 is fossil and of processes, CO2_bio of biomass. */
#define LT_POLLUTANT_LIST(X)                                                                                           \
    X(LT_SO2, "SO2")                                                                                                   \
    X(LT_NOX, "NOx")                                                                                                   \
    X(LT_CO, "CO")                                                                                                     \
    X(LT_NMVOC, "NMVOC")                                                                                               \
    X(LT_NH3, "NH3")                                                                                                   \
    X(LT_TSP, "TSP")                                                                                                   \
    X(LT_PM10, "PM10")                                                                                                 \
    X(LT_PM25, "PM2.5")                                                                                                \
    X(LT_BC, "BC")                                                                                                     \
    X(LT_OC, "OC")                                                                                                     \
    X(LT_CO2, "CO2")                                                                                                   \
    X(LT_CO2_BIO, "CO2_bio")                                                                                           \
    X(LT_CH4, "CH4")                                                                                                   \
    X(LT_N2O, "N2O")

/* For messages: "SO2 NOx CO ... ". */
#define LT_POLLUTANT_WORD(id, name) name " "
#define LT_POLLUTANT_WORDS LT_POLLUTANT_LIST(LT_POLLUTANT_WORD)

enum lt_pollutant {
#define LT_POLLUTANT_ENUM(id, name) id,
    LT_POLLUTANT_LIST(LT_POLLUTANT_ENUM)
#undef LT_POLLUTANT_ENUM
        LT_N_POLLUTANTS
};

/* What a year's sums are made of: the pollutants, and the ozone that the VOC can form (MIR, kg O3). */
enum { LT_OFP = LT_N_POLLUTANTS, LT_N_QUANTITIES };

extern const char *const lt_pollutant_names[LT_N_POLLUTANTS];
extern const char *const lt_quantity_names[LT_N_QUANTITIES]; /* the pollutants and "ofp" */
/* Index of a name, -1 if unknown. */
int lt_pollutant_find(const char *name);

enum { LT_N_CITIES = 14 };
extern const char *const lt_city_names[LT_N_CITIES];
/* Index of a city of Liaoning; -1: none of them. */
int lt_city_index(const char *region);
bool lt_region_is_liaoning(const char *region);

typedef struct lt_source {
    char id[96];     /* unique, stable */
    char region[24]; /* city id (Shenyang ...) or neighbour code (CHN_HE ...) */
    char county[24]; /* of the city; "": anywhere in it */
    char sector[32], process[48], technology[48], control[48];
    double activity; /* per year */
    char unit[24];
    double factor_kg[LT_N_POLLUTANTS];             /* kg per unit of activity, uncontrolled */
    double removal[LT_N_POLLUTANTS];               /* efficiency x application rate, 0..1 */
    double mir;                                    /* kg of ozone a kg of its NMVOC (reactivity.h) */
    double oh;                                     /* kg of propene whose OH reactivity a kg of its NMVOC has */
    char calendar[48], surrogate[24], profile[24]; /* time (laws.h), space, height */
    bool is_point;
    bool place_assumed; /* of a point: the ledger does not know where it stands (ledger_place.c), nor has the case said
                           it */
    double lon, lat, stack_height_m, stack_diameter_m, exit_temperature_K, exit_velocity_ms;
    double capacity_tph, unit_size_tph; /* boilers: total steam capacity, largest unit; 0 = not a boiler */
    bool built_up;                      /* stands in a city's built-up area */
    double uncertainty;                 /* geometric factor of the 95 % interval of the activity; 0: that of its mark */
    char mark[16];                      /* of the activity: V read, S secondary, D derived, R recalled ... */
    const char *origin; /* id of the row of the whole province that it is a share of; "" or NULL: none */
    const char *share;  /* vector of shares.csv that spread it, or as origin */
    const char *note;   /* sources of the numbers */
    const char *file;   /* the table it stands in; the ledger that holds the row keeps these four */
    int line;           /* in the file */
} lt_source;

struct lt_factors;    /* factors.h */
struct lt_controls;   /* controls.h */
struct lt_reactivity; /* reactivity.h */
struct lt_backing;    /* backing.h */
struct lt_calendars;  /* time/calendar.h */
struct lt_calendar_rule;
struct lt_episodes; /* time/episode.h */

typedef struct lt_ledger {
    lt_source *sources;
    long n, capacity;
    int base_year;
    lt_activity_years years; /* whose activity stands for the base year */
    char mechanism[16];      /* of emissions.nc: species/speciation.h */
    char path[512];
    char calendars[512];        /* table of calendars of its own, "" = none */
    struct lt_texts *texts;     /* notes, origins, and where each id stands */
    struct lt_factors *factors; /* tables that lt_ledger_process uses; NULL in a ledger made by hand */
    struct lt_controls *controls;
    struct lt_reactivity *reactivity;
    struct lt_backing *background;  /* inventories of others under it, on a grid only (fusion.h); NULL: none */
    struct lt_calendar_rule *rules; /* of the measures that act on it (time/calendar_rule.h) */
    long n_rules, rules_room;
    struct lt_calendars *known; /* the calendars with those of the rules; NULL until asked for */
    /* Hours whose emissions are others (time/episode.h), for lt_inventory_emissions; NULL: none. Borrowed. */
    const struct lt_episodes *episodes;
    struct lt_drawn *drawn; /* the draw that its numbers are of (uncertainty/drawn.h); NULL: as the tables have them */
} lt_ledger;

/* The ledger of a case: shipped tables, or what the section names (README.md). section may be NULL. */
lt_status lt_ledger_read(const lt_node *section, int base_year, lt_ledger **out);
lt_status lt_ledger_create(int base_year, lt_ledger **out); /* empty, without tables */
void lt_ledger_free(lt_ledger *ledger);
/* A copy, with its texts; a second id is LT_ERR_INPUT. */
lt_status lt_ledger_append(lt_ledger *ledger, const lt_source *source);
double lt_source_emission_kg(const lt_source *source, enum lt_pollutant pollutant);
/* An emission, or for LT_OFP NMVOC x mir [kg O3]. */
double lt_source_quantity_kg(const lt_source *source, int quantity);
/* NMVOC x oh: kg of propene with the same OH reactivity. */
double lt_source_oh_kg(const lt_source *source);
/* The row with this id, NULL if there is none. */
lt_source *lt_ledger_find(const lt_ledger *ledger, const char *id);
/* Factors, removal and reactivity of a process from the tables into a source (for measures that replace a process).
 * Of a drawn ledger they are drawn. Sets sector, process, technology, control, factor_kg, removal, mir; the unit of
 * inout must be that of the factors. */
lt_status lt_ledger_process(lt_ledger *ledger, const char *sector, const char *process, const char *technology,
                            const char *control, lt_source *inout);
/* Plants and soils (sector natural): no measure, target or total of what people emit is about them. */
bool lt_source_is_natural(const lt_source *source);
/* kt a year; region NULL = the 14 cities, sector NULL = all, LT_OF_PEOPLE = all but plants and soils, LT_OF_NATURE =
 * these. Summed exactly, so the order of rows does not matter. */
#define LT_OF_PEOPLE "people"
#define LT_OF_NATURE "natural"
void lt_ledger_totals_kt(const lt_ledger *ledger, const char *region, const char *sector, double out[LT_N_POLLUTANTS]);
/* The same with the ozone formation potential of the VOC [kt O3] as the last. */
void lt_ledger_quantities_kt(const lt_ledger *ledger, const char *region, const char *sector,
                             double out[LT_N_QUANTITIES]);
/* One line a source with its annual emissions [t], into dir/name. */
lt_status lt_ledger_write_csv(const lt_ledger *ledger, lt_outdir *dir, const char *name);
/* The digest that this table would have in a manifest. */
lt_status lt_ledger_table_digest(const lt_ledger *ledger, lt_digest digest);
/* Hourly gridded emissions of the model species, into dir/name (layout: README.md). Hours that lie in no episode of the
 * ledger have the bits that they have without episodes. */
lt_status lt_inventory_emissions(const lt_ledger *ledger, lt_outdir *dir, const char *grid_file, lt_time start,
                                 long n_hours, const char *name);
/* Everything that decides the ledger and its allocation: all files, and the section's text. */
lt_status lt_ledger_digest(const lt_node *section, int base_year, lt_hash *hash);

/* The smallest valid ledger, for `lantian example ledger`. */
const char *lt_ledger_example(void);
/* All faults of a ledger file, for `lantian check`. */
lt_status lt_ledger_judge(const char *path, lt_faults *faults);

#endif
