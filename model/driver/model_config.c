#include "model/driver/model_config.h"

#include "base/number.h"
#include "model/aerosol/organics/schemes.h"
#include "model/aerosol/uptake/uptake.h"
#include "model/deposition/gas_dry.h"
#include "model/driver/output_config.h"
#include "model/emission/mapping.h"
#include "model/driver/process_items.h"
#include "model/driver/region_budget.h"
#include "model/state/chemical_set.h"
#include "model/kernel/schemes.h"
#include "model/photolysis/ozone_column.h"
#include "model/transport/mixing.h"

#include <stddef.h>
#include <string.h>

#define AT(member) offsetof(lt_model_config, member)
const lt_config_row lt_model_config_rows[] = {
    {.key = "step",
     .type = LT_REAL_UNIT,
     .offset = AT(step_s),
     .unit = "s",
     .fallback = "",
     .min = 0,
     .max = 1800,
     .doc =
         "synchronisation step, an even number to the hour; absent or 0: 900 s from 20 km cells upwards, 300 s below"},
    {.key = "nest_step",
     .type = LT_REAL_UNIT,
     .offset = AT(nest_step_s),
     .unit = "s",
     .fallback = "",
     .min = 0,
     .max = 1800,
     .doc = "step of the nest, a whole number of them in a step of its parent; absent or 0: by its cells, as above"},
    {.key = "blocks_x",
     .type = LT_INT,
     .offset = AT(blocks_x),
     .fallback = "1",
     .min = 1,
     .max = 1024,
     .doc = "blocks of the decomposition along x (any number gives the same bits; more than one serves ranks, not "
            "threads)"},
    {.key = "blocks_y",
     .type = LT_INT,
     .offset = AT(blocks_y),
     .fallback = "1",
     .min = 1,
     .max = 1024,
     .doc = "blocks along y"},
    {.key = "advection",
     .type = LT_TEXT,
     .offset = AT(advection),
     .fallback = LT_DEFAULT_SCHEME,
     .choices = LT_SCHEME_CHOICES,
     .doc = "horizontal advection scheme (model/kernel/schemes.h)"},
    {.key = "horizontal_diffusion",
     .type = LT_TEXT,
     .offset = AT(horizontal_diffusion),
     .fallback = "off",
     .choices = "off|smagorinsky",
     .doc = "exchange between horizontal neighbours beside advection (model/transport/smagorinsky.h)"},
    {.key = "boundary",
     .type = LT_TEXT,
     .offset = AT(boundary),
     .fallback = "background",
     .doc = "what enters at the border: background (of the month; fills the domain at the start too), zero, or a file "
            "boundary_*.nc, {period} in its name standing for the id of the period"},
    {.key = "boundary_missing",
     .type = LT_TEXT,
     .offset = AT(boundary_missing),
     .fallback = "error",
     .choices = "error|background",
     .doc = "a species that the boundary file lacks: an error, or the background of the month"},
    {.key = "initial",
     .type = LT_TEXT,
     .offset = AT(initial),
     .fallback = "background",
     .choices = "background|boundary",
     .doc = "the first state: that of the background (with boundary: zero nothing), or the boundary file's"},
    {.key = "ozone_column",
     .type = LT_TEXT,
     .offset = AT(ozone_column),
     .fallback = "climatology",
     .doc = "ozone above a column of air, for its light: climatology (by latitude and day, "
            "model/photolysis/ozone_column.h), or Dobson units, e.g. 320 DU"},
    {.key = "boundary_for",
     .type = LT_TEXT,
     .offset = AT(boundary_for),
     .fallback = "",
     .doc = "a grid inside this one (name or file) whose boundary file the run writes"},
    {.key = "boundary_species",
     .type = LT_TEXTS,
     .offset = AT(boundary_species),
     .fallback = "all",
     .doc = "of that file: all, or a list of species and tracers"},
    {.key = "boundary_interval",
     .type = LT_REAL_UNIT,
     .offset = AT(boundary_interval_s),
     .unit = "s",
     .fallback = "1 h",
     .min = 3600,
     .max = 86400,
     .doc = "between its instants: whole hours that divide the day"},
    {.key = "boundary_lead",
     .type = LT_REAL_UNIT,
     .offset = AT(boundary_lead_s),
     .unit = "s",
     .fallback = "",
     .min = 0,
     .max = 3660 * 86400.0,
     .doc = "hours of the spin-up that it holds, with one first state, at its beginning; absent or 0: all of the "
            "spin-up, with first states every 24 h and at its end"},
    {.key = "boundary_bits",
     .type = LT_INT,
     .offset = AT(boundary_bits),
     .fallback = "0",
     .min = 0,
     .max = 23,
     .doc = "significant bits of its values (BitRound; 8 bits: 0.2 %); 0: all 24"},
    {.key = "emissions",
     .type = LT_TEXT,
     .offset = AT(emissions),
     .fallback = "on",
     .choices = "on|off",
     .doc = "off: a run without any source"},
    {.key = "emission_laws",
     .type = LT_TEXT,
     .offset = AT(emission_laws),
     .fallback = "weather",
     .choices = "weather|mean",
     .doc = "what moves the potentials of the emissions (model/emission/laws.h): weather: the run's; mean: the "
            "climatology of their file, so that a year emits the total of the tables"},
    {.key = "emission_missing",
     .type = LT_TEXT,
     .offset = AT(emission_missing),
     .fallback = "error",
     .choices = "error|drop",
     .doc = "emission of a species that the chemistry lacks: an error, or left out and listed with its mass"},
    {.key = "combustion_vapours",
     .type = LT_TEXT,
     .offset = AT(combustion_vapours),
     .fallback = "ivoc",
     .choices = LT_VAPOURS_NAMES,
     .doc =
         "vapours of combustion that make organic particles: ivoc: those that the inventory has; pcvoc: CMAQ's, 6.579 "
         "times the organic particles of fuels (a tuning, model/emission/mapping.h); none; never both"},
    {.key = "sea_salt",
     .type = LT_TEXT,
     .offset = AT(flux[LT_FLUX_sea_salt]),
     .fallback = "on",
     .doc =
         "salt of breaking waves by the run's wind (model/emission/sea_salt.c): on, off, or what it is multiplied by"},
    {.key = "dust",
     .type = LT_TEXT,
     .offset = AT(flux[LT_FLUX_dust]),
     .fallback = "on",
     .doc =
         "dust off open ground by the run's wind (model/emission/dust.c; not to be believed yet on days of dust): on, "
         "off, or what it is multiplied by"},
    {.key = "vertical_mixing",
     .type = LT_TEXT,
     .offset = AT(vertical_mixing),
     .fallback = "k",
     .choices = LT_LAYER_MIXING_NAMES,
     .doc = "k: eddy diffusion; acm2: with upward transport by convection from the lowest layer (Pleim 2007)"},
    {.key = "chemistry",
     .type = LT_TEXT,
     .offset = AT(chemistry),
     .fallback = LT_DEFAULT_CHEMISTRY,
     .doc =
         "a mechanism, shipped (cb6r5) or FILE.def; off: a few species that are carried and deposited, nothing reacts "
         "(model/state/species.h)"},
    {.key = "dry_deposition",
     .type = LT_TEXT,
     .offset = AT(dry_deposition),
     .fallback = "zhang",
     .choices = LT_GAS_DRY_NAMES,
     .doc = "how the ground takes gases (model/deposition/gas_dry.h)"},
    {.key = "organics",
     .type = LT_TEXT,
     .offset = AT(organics),
     .fallback = LT_ORGANICS_DEFAULT,
     .doc = "scheme of organic aerosol (model/aerosol/organics/schemes.h)"},
    {.key = "paths_off",
     .type = LT_TEXTS,
     .offset = AT(paths_off),
     .fallback = "",
     .doc = "paths of particle chemistry that shall not run (model/aerosol/paths.h), to see what each makes"},
    {.key = "tunings",
     .type = LT_TEXTS,
     .offset = AT(tunings),
     .fallback = "",
     .doc =
         "numbers of particle chemistry fitted to air that shall be used (model/aerosol/tunings.h); none by default"},
    {.key = "aqueous",
     .type = LT_TEXT,
     .offset = AT(aqueous),
     .fallback = "on",
     .choices = "on|off",
     .doc = "chemistry in the drops of clouds; weather without fields of clouds needs off, and is then one without any "
            "cloud"},
    {.key = "n2o5_uptake",
     .type = LT_TEXT,
     .offset = AT(n2o5_uptake),
     .fallback = "bertram_thornton",
     .choices = LT_N2O5_NAMES,
     .doc =
         "reaction probability of N2O5 on fine particles: by water, nitrate and chloride (Bertram and Thornton 2009), "
         "or by sulfate, nitrate, ammonium and humidity (Davis et al. 2008, as CMAQ has it)"},
    {.key = "coarse_nitrate",
     .type = LT_TEXT,
     .offset = AT(coarse_nitrate),
     .fallback = "off",
     .choices = "off|dynamic",
     .doc = "dynamic: nitric acid goes to coarse sea salt and soil as fast as it reaches them"},
    {.key = "restart_every",
     .type = LT_INT,
     .offset = AT(restart_every_h),
     .fallback = "24",
     .min = 1,
     .max = 8784,
     .doc = "hours between restart files (the last two are kept)"},
    {.key = "tracers",
     .type = LT_MAPS,
     .offset = AT(tracers),
     .fallback = "",
     .sub = lt_tracer_rows,
     .sub_size = sizeof(lt_tracer_setup),
     .doc = "passive gases and tags that ride along (model/state/tracer_setup.h)"},
    {.key = "near",
     .type = LT_MAPS,
     .offset = AT(near),
     .fallback = "",
     .sub = lt_near_rows,
     .sub_size = sizeof(lt_near_setup),
     .doc = "maps of 100 to 1000 m around places, of one mass with the grid (model/gaussian/subgrid)"},
    {.key = "budget_regions",
     .type = LT_TEXTS,
     .offset = AT(budget_regions),
     .fallback = "off",
     .doc = "budgets of regions of the grid: off, on (all of them), or a list of names"},
    {.key = "process_budget",
     .type = LT_TEXTS,
     .offset = AT(process_budget),
     .fallback = "on",
     .doc =
         "what transport, mixing, deposition, emission, chemistry and rain do to a species over each prefecture: off, "
         "on (O3 and OX where a mechanism is the chemistry), or a list of species"},
    {.key = "output",
     .type = LT_MAPS,
     .offset = AT(output),
     .fallback = "",
     .sub = lt_output_request_rows,
     .sub_size = sizeof(lt_output_request),
     .doc = "further output files beside the hourly means at the ground"},
    {0}};

/* Keys that cannot change the state. */
static bool is_silent(const char *key) {
    static const char *const silent[] = {"blocks_x",      "blocks_y",       "restart_every",    "output",
                                         "boundary_for",  "budget_regions", "boundary_species", "boundary_interval",
                                         "boundary_lead", "boundary_bits",  "process_budget"};
    for (size_t n = 0; n < sizeof silent / sizeof *silent; ++n)
        if (strcmp(silent[n], key) == 0) return true;
    return false;
}

lt_status lt_model_config_text(const lt_model_config *config, char **out) {
    lt_config_row rows[sizeof lt_model_config_rows / sizeof *lt_model_config_rows] = {{0}};
    int n = 0;
    for (const lt_config_row *row = lt_model_config_rows; row->key; ++row)
        if (!is_silent(row->key)) rows[n++] = *row;
    return lt_config_dump(rows, config, 0, out);
}

lt_status lt_model_ozone_column(const lt_model_config *config, const char *where, double *DU) {
    const char *unit, *text = config->ozone_column;
    *DU = 0.0;
    if (!text || strcmp(text, "climatology") == 0) return LT_OK;
    if (!where) where = "model: ozone_column";
    if (lt_number_scan(text, DU, &unit) && strcmp(unit + strspn(unit, " "), "DU") == 0)
        return lt_ozone_column_judge(*DU, where);
    return LT_RAISE(LT_ERR_INPUT, .what = "what is the ozone column?", .where = where,
                    .expected = "climatology, or Dobson units with their unit, e.g. 320 DU",
                    .found = lt_fmt("\"%s\"", text), .todo = "correct it");
}

bool lt_model_boundary_is_file(const lt_model_config *config) {
    return strcmp(config->boundary, "background") != 0 && strcmp(config->boundary, "zero") != 0;
}

bool lt_model_has_mechanism(const lt_model_config *config) {
    return !config->chemistry || strcmp(config->chemistry, "off") != 0;
}

bool lt_model_writes_boundary(const lt_model_config *config) {
    return config->boundary_for && config->boundary_for[0];
}

bool lt_model_budgets_processes(const lt_model_config *config) {
    return lt_process_items_wanted(&config->process_budget, lt_model_has_mechanism(config));
}

lt_status lt_model_config_read(lt_node *section, lt_model_config *out) {
    memset(out, 0, sizeof *out);
    lt_node empty = {.kind = LT_NODE_MAP, .file = "defaults"};
    LT_TRY_CONTEXT(lt_config_fill(section ? section : &empty, lt_model_config_rows, out), "section model");
    lt_status status = lt_model_config_judge(section, out);
    if (status != LT_OK) lt_config_release(lt_model_config_rows, out);
    return status;
}

double lt_model_step(const lt_model_config *config, double dx) {
    if (config->step_s > 0.0) return config->step_s;
    return dx >= 20e3 ? 900.0 : 300.0;
}
