/* model_config_judge.c - what must hold in the section model: beyond its schema. */
#include "model/aerosol/organics/scheme.h"
#include "model/aerosol/path_names.h"
#include "model/chemistry/grid/gas_judge.h"
#include "model/driver/model_config.h"
#include "model/driver/output_config.h"
#include "model/driver/process_items.h"
#include "model/driver/region_budget.h"
#include "model/emission/fluxes.h"
#include "model/emission/mapping.h"
#include "model/state/chemical_set.h"

#include <math.h>
#include <string.h>

/* A step written with few digits still fills the hour, or mass would be lost. 0 stays 0: by the grid. */
static lt_status fit_hour(const lt_node *section, const char *key, double *step_s) {
    if (*step_s == 0.0) return LT_OK;
    double steps = 3600.0 / *step_s, even = 2.0 * round(0.5 * steps);
    if (fabs(steps - even) < 1e-6) {
        *step_s = 3600.0 / even;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the model step does not fit the hour",
                    .where = section ? lt_fmt("%s, model: %s", lt_node_where(section), key) : lt_fmt("model: %s", key),
                    .expected = "an even number of steps an hour, such as 900 s or 300 s",
                    .found = lt_fmt("%g s", *step_s), .todo = "choose another step");
}

/* Tracers stand in the file of concentrations beside its own fields. */
static lt_status judge_names(const lt_node *section, const lt_list *tracers) {
    const lt_tracer_setup *all = tracers->items;
    for (long n = 0; n < tracers->n; ++n)
        if (lt_output_fields_has(all[n].name))
            return LT_RAISE(LT_ERR_INPUT, .what = "the name of a tracer is that of a field of the concentrations",
                            .where = section ? lt_fmt("%s, model: tracers", lt_node_where(section)) : "model: tracers",
                            .expected = "a name of its own (capitals do not count)", .found = all[n].name,
                            .todo = "rename the tracer");
    return LT_OK;
}

static lt_status judge_boundary(const lt_node *section, const lt_model_config *config) {
    size_t length = strlen(config->boundary);
    if (!lt_model_boundary_is_file(config) || (length > 3 && strcmp(config->boundary + length - 3, ".nc") == 0))
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "what shall enter at the border?",
                    .where = section ? lt_fmt("%s, model: boundary", lt_node_where(section)) : "model: boundary",
                    .expected = "background, zero, or a file *.nc", .found = lt_fmt("\"%s\"", config->boundary),
                    .todo = "correct it");
}

static lt_status judge_initial(const lt_node *section, const lt_model_config *config) {
    if (strcmp(config->initial, "boundary") != 0 || lt_model_boundary_is_file(config)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "there is no boundary file for the first state",
                    .where = section ? lt_fmt("%s, model: initial", lt_node_where(section)) : "model: initial",
                    .expected = "boundary: FILE beside initial: boundary",
                    .found = lt_fmt("boundary: %s", config->boundary), .todo = "name the file, or leave initial out");
}

/* What tracers and process budgets name are species of the chemistry; budgets may be of tracers, too. */
static lt_status judge_species(const lt_node *section, const lt_model_config *out) {
    lt_chemical_set *set;
    LT_TRY_CONTEXT(lt_chemical_set_create_with(out->chemistry, out->organics, &set), "%s, chemistry: %s",
                   section ? lt_node_where(section) : "model", out->chemistry);
    const lt_species_set species = lt_chemical_set_species(set);
    lt_status status = lt_gas_judge(set);
    if (status != LT_OK)
        lt_error_context(status, "%s, chemistry: %s", section ? lt_node_where(section) : "model", out->chemistry);
    if (status == LT_OK) status = lt_tracers_judge(&out->tracers, &species, lt_node_get(section, "tracers"));
    if (status == LT_OK)
        status = lt_process_items_judge(&out->process_budget, &species, &out->tracers,
                                        lt_node_get(section, "process_budget"));
    lt_chemical_set_free(set);
    return status == LT_OK ? judge_names(section, &out->tracers) : status;
}

static lt_status judge_ozone(const lt_node *section, const lt_model_config *config) {
    double DU;
    return lt_model_ozone_column(
        config, section ? lt_fmt("%s, model: ozone_column", lt_node_where(section)) : "model: ozone_column", &DU);
}

/* Where a key stands, for a message. */
static const char *where_of(const lt_node *section, const char *key) {
    const lt_node *node = lt_node_get(section, key);
    return node ? lt_node_where(node) : lt_fmt("model: %s", key);
}

static lt_status judge_fluxes(const lt_node *section, const lt_model_config *config) {
    double scale;
    for (int n = 0; n < LT_N_FLUXES; ++n)
        LT_TRY(lt_flux_scale(lt_flux_laws[n]->name, config->flux[n], where_of(section, lt_flux_laws[n]->name), &scale));
    return LT_OK;
}

/* The scheme is one, and has a vapour for the IVOC that the emissions then bring: else they would be particles. */
static lt_status judge_organics(const lt_node *section, const lt_model_config *config) {
    const lt_organics_scheme *scheme;
    LT_TRY(lt_organics_scheme_choose(config->organics, where_of(section, "organics"), &scheme));
    if (lt_combustion_vapours_of(config->combustion_vapours) != LT_VAPOURS_IVOC) return LT_OK;
    return lt_organics_scheme_expect_ivoc(scheme, where_of(section, "organics"));
}

static lt_status judge_paths(const lt_node *section, const lt_model_config *config) {
    unsigned paths, tunings;
    LT_TRY(lt_tunings_with(&config->tunings, where_of(section, "tunings"), &tunings));
    return lt_paths_without(&config->paths_off, tunings, where_of(section, "paths_off"), &paths);
}

lt_status lt_model_config_judge(const lt_node *section, lt_model_config *out) {
    LT_TRY(lt_near_judge(&out->near, &out->tracers, lt_model_has_mechanism(out), lt_node_get(section, "near")));
    LT_TRY(judge_paths(section, out));
    LT_TRY(judge_ozone(section, out));
    LT_TRY(judge_fluxes(section, out));
    LT_TRY(judge_organics(section, out));
    LT_TRY(fit_hour(section, "step", &out->step_s));
    LT_TRY(fit_hour(section, "nest_step", &out->nest_step_s));
    LT_TRY(judge_species(section, out));
    LT_TRY(judge_boundary(section, out));
    LT_TRY(judge_initial(section, out));
    LT_TRY(lt_region_budget_judge(&out->budget_regions, lt_node_get(section, "budget_regions")));
    return lt_output_requests_judge(&out->output,
                                    section ? lt_fmt("%s, model: output", lt_node_where(section)) : "model: output");
}
