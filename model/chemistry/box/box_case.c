/* box_case.c - the schema of a box case (box_case.h). */
#include "model/chemistry/box/box_case.h"

#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <string.h>

#define AIR(member) offsetof(lt_box_air_keys, member)
static const lt_config_row air_rows[] = {
    {"temperature", LT_REAL_UNIT, AIR(temperature_K), "K", "", 100, 400, NULL, NULL, 0, "of the air, e.g. 298 K"},
    {"pressure", LT_REAL_UNIT, AIR(pressure_Pa), "Pa", "", 1, 120000, NULL, NULL, 0, "of the air, e.g. 1000 hPa"},
    {"relative_humidity", LT_REAL_UNIT, AIR(relative_humidity), "1", "", 0, 1, NULL, NULL, 0,
     "0 to 1, over liquid water"},
    {"water", LT_ANY, AIR(water), NULL, "", 0, 0, NULL, NULL, 0, "water vapour in its place, e.g. 15000 ppm"},
    {"sea", LT_REAL_UNIT, AIR(sea), "1", "0", 0, 1, NULL, NULL, 0, "share of open sea below the air (halogen loss)"},
    {"mixing_height", LT_REAL_UNIT, AIR(mixing_height_m), "m", "", 1, 20000, NULL, NULL, 0,
     "height through which emissions and deposition are mixed"},
    {"table", LT_TEXT, AIR(table), NULL, "", 0, 0, NULL, NULL, 0,
     "CSV over time of any of these, the sun, J, uptake, rates, held species"},
    {0}};

#define SUN(member) offsetof(lt_box_sun_keys, member)
static const lt_config_row sun_rows[] = {
    {"latitude", LT_REAL_UNIT, SUN(latitude), "1", "", -90, 90, NULL, NULL, 0, "degrees north"},
    {"longitude", LT_REAL_UNIT, SUN(longitude), "1", "", -180, 180, NULL, NULL, 0, "degrees east"},
    {"cos_sza", LT_REAL_UNIT, SUN(cos_sza), "1", "", -1, 1, NULL, NULL, 0,
     "cosine of the solar zenith angle, held all the time"},
    {"day", LT_TEXT, SUN(day), NULL, "place", 0, 0, "place|kpp", NULL, 0,
     "kpp: SUN rises at 4:30 and sets at 19:30 as in KPP's models"},
    {0}};

#define LIGHT(member) offsetof(lt_box_light_keys, member)
static const lt_config_row light_rows[] = {
    {"law", LT_TEXT, LIGHT(law), NULL, "none", 0, 0, "none|clear_sky", NULL, 0, "where J come from but values"},
    {"factor", LT_REAL_UNIT, LIGHT(factor), "1", "1", 0, 10, NULL, NULL, 0, "on all J of the law (cloud, haze)"},
    {"values", LT_ANY, LIGHT(values), NULL, "", 0, 0, NULL, NULL, 0, "J by its name or by the reaction's label"},
    {0}};

#define SOURCE(member) offsetof(lt_box_source_keys, member)
static const lt_config_row source_rows[] = {
    {"name", LT_TEXT, SOURCE(name), NULL, "", 0, 0, NULL, NULL, 0, "by which a sweep finds it"},
    {"species", LT_ANY, SOURCE(species), NULL, NULL, 0, 0, NULL, NULL, 0,
     "species: rate, e.g. NO: 2e11 molecules cm-2 s-1"},
    {"hours", LT_TEXT, SOURCE(hours), NULL, "all", 0, 0, NULL, NULL, 0,
     "local hours (UTC+8), 7-18: from the beginning of hour 7 to the end of hour 18"},
    {"shape", LT_REALS, SOURCE(shape), "1", "", 0, 1000, NULL, NULL, 0,
     "24 factors for the local hours, brought to a mean of 1"},
    {0}};

#define DILUTION(member) offsetof(lt_box_dilution_keys, member)
static const lt_config_row dilution_rows[] = {
    {"rate", LT_ANY, DILUTION(rate), NULL, "", 0, 0, NULL, NULL, 0, "exchange with the background, e.g. 0.05 h-1"},
    {"background", LT_ANY, DILUTION(background), NULL, "", 0, 0, NULL, NULL, 0,
     "amounts that come in; species without one: none"},
    {"entrainment", LT_BOOL, DILUTION(entrainment), NULL, "yes", 0, 0, NULL, NULL, 0,
     "a growing mixing_height takes background in"},
    {0}};

#define OUTPUT(member) offsetof(lt_box_output_keys, member)
static const lt_config_row output_rows[] = {
    {"species", LT_TEXTS, OUTPUT(species), NULL, "", 0, 0, NULL, NULL, 0, "absent: all"},
    {"budget", LT_TEXTS, OUTPUT(budget), NULL, "", 0, 0, NULL, NULL, 0,
     "species or families whose production and loss by reaction is written"},
    {"rates", LT_TEXTS, OUTPUT(rates), NULL, "", 0, 0, NULL, NULL, 0,
     "labels of reactions whose rate constants are written (ppb and s, fixed species folded in)"},
    {"budget_step", LT_REAL_UNIT, OUTPUT(budget_step_s), "s", "", 1, 1e9, NULL, NULL, 0,
     "absent: one budget of the whole run"},
    {"families", LT_ANY, OUTPUT(families), NULL, "", 0, 0, NULL, NULL, 0,
     "name: [species, ...]: sums that are written and budgeted like a species"},
    {0}};

#define AXIS(member) offsetof(lt_box_axis_keys, member)
static const lt_config_row axis_rows[] = {
    {"name", LT_TEXT, AXIS(name), NULL, NULL, 0, 0, NULL, NULL, 0, "e.g. NOx"},
    {"initial", LT_TEXTS, AXIS(initial), NULL, "", 0, 0, NULL, NULL, 0, "species whose initial values are multiplied"},
    {"emissions", LT_TEXTS, AXIS(sources), NULL, "", 0, 0, NULL, NULL, 0, "names of sources that are multiplied"},
    {"photolysis", LT_BOOL, AXIS(light), NULL, "no", 0, 0, NULL, NULL, 0, "the factor of the law is multiplied"},
    {"factors", LT_REALS, AXIS(factors), "1", NULL, 0, 1e6, NULL, NULL, 0, "list of factors"},
    {0}};

#define SWEEP(member) offsetof(lt_box_sweep_keys, member)
static const lt_config_row sweep_rows[] = {
    {"x", LT_MAP, SWEEP(x), NULL, NULL, 0, 0, NULL, axis_rows, sizeof(lt_box_axis_keys), "first axis"},
    {"y", LT_MAP, SWEEP(y), NULL, NULL, 0, 0, NULL, axis_rows, sizeof(lt_box_axis_keys), "second axis"},
    {"of", LT_TEXTS, SWEEP(of), NULL, NULL, 0, 0, NULL, NULL, 0, "species or families whose maxima are wanted"},
    {0}};

#define AT(member) offsetof(lt_box_case, member)
const lt_config_row lt_box_rows[] = {
    {"box", LT_TEXT, AT(name), NULL, NULL, 0, 0, NULL, NULL, 0, "short name: letters, digits, - and _"},
    {"mechanism", LT_TEXT, AT(mechanism), NULL, NULL, 0, 0, NULL, NULL, 0,
     "a shipped one (cb6r5, cb6r5_ae7_aq, chapman, co_ch4_nox) or a .def file"},
    {"engine", LT_TEXT, AT(engine), NULL, "best", 0, 0, "best|generated|interpreter", NULL, 0,
     "best: the interpreter in double; generated: the compiled kernel, chemistry alone"},
    {"method", LT_TEXT, AT(method), NULL, "ros3", 0, 0, NULL, NULL, 0, "ros3, rodas3, rodas31 or rodas4"},
    {"rtol", LT_REAL_UNIT, AT(rtol), "1", LT_CHEM_TOLERANCE_TEXT(LT_CHEM_RTOL), 1e-12, 0.1, NULL, NULL, 0,
     "relative tolerance"},
    {"atol", LT_ANY, AT(atol), NULL, "", 0, 0, NULL, NULL, 0,
     "absolute tolerance, absent: " LT_CHEM_TOLERANCE_TEXT(LT_CHEM_ATOL_PPB) " ppb (native: 1e-3)"},
    {"atol_species", LT_ANY, AT(atol_species), NULL, "", 0, 0, NULL, NULL, 0, "the same of single species"},
    {"start", LT_DATE, AT(start), NULL, NULL, 0, 0, NULL, NULL, 0, "2020-06-21 06:00 (UTC+8)"},
    {"duration", LT_REAL_UNIT, AT(duration_s), "s", NULL, 1e-6, 3.2e9, NULL, NULL, 0, "e.g. 24 h"},
    {"step", LT_REAL_UNIT, AT(step_s), "s", "5 min", 1e-6, 86400, NULL, NULL, 0,
     "outer step: rates, sun and sources hold in it (its middle)"},
    {"output_step", LT_REAL_UNIT, AT(output_step_s), "s", "1 h", 1e-6, 3.2e9, NULL, NULL, 0, "time between two rows"},
    {"first_step", LT_REAL_UNIT, AT(first_step_s), "s", "", 1e-12, 86400, NULL, NULL, 0,
     "the solver's first, absent: its own"},
    {"units", LT_TEXT, AT(units), NULL, "ppb", 0, 0, "ppb|native", NULL, 0,
     "native: amounts and constants as the mechanism's files have them"},
    {"air", LT_MAP, AT(air), NULL, "", 0, 0, NULL, air_rows, sizeof(lt_box_air_keys), "temperature, pressure, water"},
    {"sun", LT_MAP, AT(sun), NULL, "", 0, 0, NULL, sun_rows, sizeof(lt_box_sun_keys), "where the sun stands"},
    {"photolysis", LT_MAP, AT(photolysis), NULL, "", 0, 0, NULL, light_rows, sizeof(lt_box_light_keys), "J"},
    {"uptake", LT_ANY, AT(uptake), NULL, "", 0, 0, NULL, NULL, 0, "HET by its name or label, e.g. 1e-4 s-1"},
    {"rates", LT_ANY, AT(rates), NULL, "", 0, 0, NULL, NULL, 0,
     "rate constants by label in place of the file's laws (cm3, molecules, s; no unit): those of foreign functions "
     "too"},
    {"rate_factors", LT_ANY, AT(rate_factors), NULL, "", 0, 0, NULL, NULL, 0, "factors on rate constants by label"},
    {"constants", LT_ANY, AT(constants), NULL, "", 0, 0, NULL, NULL, 0,
     "all rate constants by label as the solver has them (ppb, s, fixed species folded in; no unit)"},
    {"initial", LT_ANY, AT(initial), NULL, "", 0, 0, NULL, NULL, 0, "amounts at the start; of fixed species too"},
    {"emissions", LT_MAPS, AT(emissions), NULL, "", 0, 0, NULL, source_rows, sizeof(lt_box_source_keys), "sources"},
    {"deposition", LT_ANY, AT(deposition), NULL, "", 0, 0, NULL, NULL, 0, "velocities, e.g. O3: 0.4 cm/s"},
    {"dilution", LT_MAP, AT(dilution), NULL, "", 0, 0, NULL, dilution_rows, sizeof(lt_box_dilution_keys),
     "exchange with air around"},
    {"held", LT_ANY, AT(held), NULL, "", 0, 0, NULL, NULL, 0, "species that keep this amount"},
    {"output", LT_MAP, AT(output), NULL, "", 0, 0, NULL, output_rows, sizeof(lt_box_output_keys), "what is written"},
    {"sweep", LT_ANY, AT(sweep_node), NULL, "", 0, 0, NULL, NULL, 0, "many runs over two factors"},
    {0}};

/* --- reading ------------------------------------------------------------------------------------------------------ */

bool lt_box_case_has(const lt_box_case *setup, const char *section, const char *key) {
    const lt_node *node = lt_node_get(setup->document, section);
    return node && (!key || lt_node_get(node, key));
}

const lt_node *lt_box_case_node(const lt_box_case *setup, const char *section, const char *key) {
    const lt_node *node = lt_node_get(setup->document, section), *inner = node && key ? lt_node_get(node, key) : NULL;
    return inner ? inner : node ? node : setup->document;
}

bool lt_box_case_native(const lt_box_case *setup) {
    return setup->units && strcmp(setup->units, "native") == 0;
}

/* What is absent is told from 0. */
static void mark_absent(lt_box_case *s) {
    struct {
        const char *section, *key;
        double *value;
    } absent[] = {{"air", "temperature", &s->air.temperature_K},
                  {"air", "pressure", &s->air.pressure_Pa},
                  {"air", "relative_humidity", &s->air.relative_humidity},
                  {"air", "mixing_height", &s->air.mixing_height_m},
                  {"sun", "latitude", &s->sun.latitude},
                  {"sun", "longitude", &s->sun.longitude},
                  {"sun", "cos_sza", &s->sun.cos_sza},
                  {"output", "budget_step", &s->output.budget_step_s},
                  {"first_step", NULL, &s->first_step_s}};
    for (size_t k = 0; k < sizeof absent / sizeof *absent; k++)
        if (!lt_box_case_has(s, absent[k].section, absent[k].key)) *absent[k].value = NAN;
}

static lt_status read_sweep(lt_box_case *s, lt_faults *faults) {
    return s->sweep_node ? lt_config_fill_faults(s->sweep_node, sweep_rows, faults, &s->sweep) : LT_OK;
}

lt_status lt_box_case_read(lt_node *document, lt_faults *faults, lt_box_case **out) {
    lt_box_case *setup = NULL;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *setup, &setup);
    if (status != LT_OK) {
        lt_node_free(document);
        return status;
    }
    setup->document = document;
    LT_TRY_GOTO(status, lt_config_fill_faults(document, lt_box_rows, faults, setup), failed);
    mark_absent(setup);
    LT_TRY_GOTO(status, read_sweep(setup, faults), failed);
    LT_TRY_GOTO(status, lt_box_case_judge(setup, faults), failed);
    *out = setup;
    return LT_OK;
failed:
    lt_box_case_free(setup);
    return status;
}

void lt_box_case_free(lt_box_case *setup) {
    if (!setup) return;
    lt_config_release(sweep_rows, &setup->sweep);
    lt_config_release(lt_box_rows, setup);
    lt_node_free(setup->document);
    lt_free(setup);
}

const char *lt_box_case_example(void) {
    return "# Gas chemistry of one parcel of air, to be saved as box.yaml: lantian box box.yaml\n"
           "# All keys: model/chemistry/box/README.md\n"
           "box: shenyang-june\n"
           "mechanism: cb6r5 # or cb6r5_ae7_aq, chapman, co_ch4_nox, or a .def file in KPP's notation\n"
           "start: 2020-06-21 06:00 # UTC+8\n"
           "duration: 12 h\n"
           "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1000 m}\n"
           "sun: {latitude: 41.8, longitude: 123.4}\n"
           "photolysis: {law: clear_sky, factor: 0.9}\n"
           "uptake: {others: 0 s-1} # on particles: none\n"
           "initial:\n"
           "  O3: 30 ppb\n"
           "  NO: 5 ppb\n"
           "  NO2: 15 ppb\n"
           "  CO: 400 ppb\n"
           "  FORM: 3 ppb\n"
           "  PAR: 60 ppb\n"
           "  OLE: 2 ppb\n"
           "  TOL: 3 ppb\n"
           "  XYLMN: 2 ppb\n"
           "  ISOP: 1 ppb\n"
           "emissions:\n"
           "  - name: traffic\n"
           "    species: {NO: 5e11 molecules cm-2 s-1, NO2: 5e10 molecules cm-2 s-1, CO: 5e12 molecules cm-2 s-1}\n"
           "    hours: 6-20\n"
           "deposition: {O3: 0.4 cm/s, NO2: 0.2 cm/s, HNO3: 2 cm/s}\n"
           "output: # ozone itself turns over with NO2 all the time: Ox tells what makes it\n"
           "  families: {Ox: [O3, NO2, O, O1D], HOx: [OH, HO2]}\n"
           "  budget: [Ox, HOx]\n";
}
