/* box_case.h - a case of `lantian box` as written: YAML through the schema lt_box_rows. README.md lists all keys. */
#ifndef LT_BOX_CASE_H
#define LT_BOX_CASE_H

#include "base/config.h"

/* The air, and what a table of times may say instead (box_air.h). */
typedef struct lt_box_air_keys {
    double temperature_K, pressure_Pa, relative_humidity, sea, mixing_height_m;
    lt_node *water;
    char *table;
} lt_box_air_keys;

typedef struct lt_box_sun_keys {
    double latitude, longitude, cos_sza;
    char *day;
} lt_box_sun_keys;

typedef struct lt_box_light_keys {
    char *law;
    double factor;
    lt_node *values;
} lt_box_light_keys;

/* One source: species emitted together, with their course over the day. */
typedef struct lt_box_source_keys {
    char *name, *hours;
    lt_node *species;
    lt_list shape;
} lt_box_source_keys;

typedef struct lt_box_dilution_keys {
    lt_node *rate, *background;
    bool entrainment;
} lt_box_dilution_keys;

typedef struct lt_box_output_keys {
    lt_list species, budget, rates;
    double budget_step_s;
    lt_node *families;
} lt_box_output_keys;

/* An axis of a sweep: what is multiplied by its factors. */
typedef struct lt_box_axis_keys {
    char *name;
    lt_list initial, sources, factors;
    bool light;
} lt_box_axis_keys;

typedef struct lt_box_sweep_keys {
    lt_box_axis_keys x, y;
    lt_list of;
} lt_box_sweep_keys;

typedef struct lt_box_case {
    lt_node *document; /* owned: nodes above are its own */
    char *name, *mechanism, *engine, *method, *units;
    double rtol, duration_s, step_s, output_step_s, first_step_s;
    lt_node *atol, *atol_species;
    lt_time start;
    lt_box_air_keys air;
    lt_box_sun_keys sun;
    lt_box_light_keys photolysis;
    lt_node *uptake, *rates, *rate_factors, *constants;
    lt_node *initial, *deposition, *held;
    lt_list emissions; /* lt_box_source_keys */
    lt_box_dilution_keys dilution;
    lt_box_output_keys output;
    lt_node *sweep_node; /* NULL: one run */
    lt_box_sweep_keys sweep;
} lt_box_case;

extern const lt_config_row lt_box_rows[];
/* Numbers that may be absent are then NAN. */

/* Takes the document (freed with the case, also after an error). Faults of the schema and of what keys say together go
 * to faults; *out is NULL after an error. */
lt_status lt_box_case_read(lt_node *document, lt_faults *faults, lt_box_case **out);
/* What the schema cannot say; lt_box_case_read asks it. An output step longer than the run becomes the run's length. */
lt_status lt_box_case_judge(lt_box_case *setup, lt_faults *faults);
void lt_box_case_free(lt_box_case *setup);
/* Does the document hold this key ("air", "temperature"; key NULL: the section)? */
bool lt_box_case_has(const lt_box_case *setup, const char *section, const char *key);
/* The place of a key for messages, of its section or of the document where it is absent. */
const lt_node *lt_box_case_node(const lt_box_case *setup, const char *section, const char *key);
bool lt_box_case_native(const lt_box_case *setup); /* units: native */
long lt_box_case_steps(const lt_box_case *setup);  /* outer steps */

/* What `lantian example box` prints. */
const char *lt_box_case_example(void);

#endif
