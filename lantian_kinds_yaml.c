/* lantian_kinds_yaml.c - documents (YAML): cases, grids, measures, packages. */
#include "lantian_kinds.h"

#include "base/case_files.h"
#include "grids/definition.h"
#include "model/chemistry/box/box.h"
#include "model/gaussian/case/plume_setup.h"
#include "scenarios/measure.h"
#include "scenarios/package.h"
#include "scenarios/run/task.h"

#include <stdio.h>
#include <string.h>

/* --- a case ------------------------------------------------------------------------------------------------------- */

static const char *case_example(void) {
    return "# The smallest case: three winter days over Liaoning with shipped data only.\n"
           "case: my-case\n"
           "title_en: My case\n"
           "title_zh: 我的算例\n"
           "grid: liaoning-27 # or the path of a definition (lantian example grid)\n"
           "base_year: 2020\n"
           "periods:\n"
           "  - id: winter\n"
           "    start: 2020-01-10 # local day (UTC+8)\n"
           "    length: 3 day\n"
           "    spinup: 4 day # run before and thrown away\n"
           "met:\n"
           "  source: typical-winter # or -spring, -summer, -autumn, stagnation, dust-front; with file: gridded (WRF, "
           "ERA5, GFS "
           "...), stations, station, gridded-wind\n"
           "packages: [boilers] # names of measures, or paths (lantian example measure)\n"
           "# All keys: base/README.md (case, nest), model/met/README.md (met), model/README.md (section model: "
           "tracers, "
           "output, boundary ...)\n"
           "# Save as my.yaml: lantian check my.yaml; lantian run my.yaml. Files that it names are looked for beside "
           "it, "
           "then in the current folder.\n";
}

static const char *emergency_example(void) {
    return "# A winter episode with and without an alert under the same weather, with shipped data only.\n"
           "case: my-episode\n"
           "title_en: My episode\n"
           "title_zh: 我的重污染过程\n"
           "grid: liaoning-27w\n"
           "base_year: 2020\n"
           "periods:\n"
           "  - id: episode\n"
           "    start: 2020-01-10 # local day (UTC+8)\n"
           "    length: 3 day\n"
           "    spinup: 1 day\n"
           "met:\n"
           "  source: stagnation\n"
           "packages: [emergency-yellow, emergency-orange] # measures with a tier; lists by plant and unit: lantian "
           "example cut-list\n"
           "alerts: # in these hours the measures of alerts hold, in no others\n"
           "  - start: 2020-01-11 08:00 # local time, whole hours\n"
           "    end: 2020-01-13 00:00\n"
           "    lead: 24 h # the warning is issued so long before\n"
           "    # tier: orange # measures of orange and below hold, of variants the highest; absent: those of the "
           "package\n"
           "# Save as episode.yaml: lantian check episode.yaml; lantian run episode.yaml\n";
}

static lt_status judge_grid(const lt_case *setup) {
    lt_definition *definition;
    LT_TRY_CONTEXT(lt_definition_read(setup->grid, &definition), "judging %s",
                   lt_node_where(lt_node_get(setup->document, "grid")));
    lt_definition_free(definition);
    return LT_OK;
}

static lt_status judge_package(const lt_case *setup, const char *key, const char *name) {
    lt_package *package;
    LT_TRY_CONTEXT(lt_package_read(name, &package), "judging %s", lt_node_where(lt_node_get(setup->document, key)));
    lt_package_free(package);
    return LT_OK;
}

/* A period may bring a section met of its own. */
static lt_status judge_section(lt_node *section, const lt_stage *stage, lt_faults *faults) {
    if (!section) return LT_OK;
    lt_status status = lt_config_faults(section, stage->section_rows, faults->report, faults->context);
    if (status != LT_ERR_INPUT) return status;
    faults->n++;
    return LT_OK;
}

/* The document, the sections that belong to the rooms, and what it names. Grid and packages that the schema has refused
 * are NULL. */
static lt_status judge_document(lt_node *document, lt_case *setup, const lt_check *check) {
    lt_faults *faults = check->faults;
    LT_TRY(lt_config_fill_faults(document, lt_case_rows, faults, setup));
    LT_TRY(lt_case_judge(setup, faults));
    LT_TRY(lt_case_find_files(setup));
    LT_TRY(lt_case_judge_files(setup, NULL, faults));
    for (int s = 0; s < check->n_stages; s++) {
        const lt_stage *stage = &check->stages[s];
        if (!stage->section) continue;
        LT_TRY(judge_section(lt_node_get(document, stage->section), stage, faults));
        const lt_period *periods = setup->periods.items;
        for (long p = 0; strcmp(stage->section, "met") == 0 && p < setup->periods.n; p++)
            LT_TRY(judge_section(periods[p].met, stage, faults));
    }
    if (setup->grid) LT_TRY(lt_faults_take(faults, judge_grid(setup)));
    char *const *packages = setup->packages.items;
    for (long p = 0; p < setup->packages.n; p++)
        if (packages[p]) LT_TRY(lt_faults_take(faults, judge_package(setup, "packages", packages[p])));
    if (setup->reference && setup->reference[0])
        LT_TRY(lt_faults_take(faults, judge_package(setup, "reference", setup->reference)));
    return LT_OK;
}

/* What the stages would refuse before they run, said once: a fault of the ledger hits every variant. */
static lt_status judge_stages(const lt_case *setup, const lt_check *check) {
    const lt_cli cli = {0};
    const lt_job job = {.setup = setup, .cli = &cli, .threads = 1};
    lt_tasks tasks = {0};
    char last[1024] = "";
    lt_status status = lt_tasks_create(check->stages, check->n_stages, &job, &tasks);
    for (int t = 0; status == LT_OK && t < tasks.n; t++) {
        const lt_task *task = &tasks.rows[t];
        status = task->stage->check ? task->stage->check(&task->job) : LT_OK;
        if (status == LT_ERR_INPUT && strcmp(lt_error_what(), last) == 0) status = LT_OK;
        if (status == LT_ERR_INPUT) snprintf(last, sizeof last, "%s", lt_error_what());
        status = lt_faults_take(check->faults, status);
    }
    lt_tasks_free(&tasks);
    return status;
}

static lt_status check_case(lt_check *check) {
    lt_case setup = {.document = check->document};
    lt_status status = judge_document(check->document, &setup, check);
    lt_config_release(lt_case_rows, &setup);
    if (status != LT_OK || check->faults->n > 0) return status;
    lt_case *good; /* only a case of the right form can go the road */
    LT_TRY(lt_case_read(check->document->file, NULL, &good));
    status = judge_stages(good, check);
    lt_case_free(good);
    return status;
}

/* --- the others --- */

static lt_status check_grid(lt_check *check) {
    const lt_status status = lt_grid_check(check->document, check->faults->report, check->faults->context);
    check->faults->n += status == LT_ERR_INPUT; /* its judge has counted them for itself */
    return status == LT_ERR_INPUT ? LT_OK : status;
}

static lt_status check_measure(lt_check *check) {
    const lt_status status = lt_measure_check(check->document, check->faults->report, check->faults->context);
    check->faults->n += status == LT_ERR_INPUT;
    return status == LT_ERR_INPUT ? LT_OK : status;
}

static const char *package_example(void) {
    return "# A package puts measures together, in the order in which they act.\n"
           "id: my-package # the name of the file without .yaml\n"
           "title_en: My package\n"
           "title_zh: 我的措施组合\n"
           "measures: [boilers] # names of measures (lantian scenario list), or paths\n"
           "# Save as my-package.yaml: lantian check my-package.yaml; lantian scenario apply my-package.yaml. In a "
           "case "
           "beside it:\n"
           "# packages: [my-package.yaml]. On a ledger of your own name measures that it can meet: boilers retires "
           "2000 "
           "t/h.\n";
}

static lt_status check_package(lt_check *check) {
    lt_package *package;
    LT_TRY(lt_package_read(check->path, &package));
    lt_package_free(package);
    return LT_OK;
}

static lt_status check_box(lt_check *check) {
    return lt_box_judge(check->path, check->faults);
}

static lt_status check_plume(lt_check *check) {
    return lt_plume_setup_judge(check->path, check->faults);
}

const lt_kind lt_kinds_yaml[] = {
    /* summary.json and its like, which hold keys of a case or a package too */
    {"JSON file that Lantian wrote", "schema", "", NULL, NULL},
    {"case", "periods", "case|title_en|title_zh|grid|base_year|packages|met|inventory|model|evaluation", case_example,
     check_case},
    {"emergency", NULL, "", emergency_example, check_case},
    {"grid", "layer_edges", "name|title_en|title_zh|projection|cell|nx|ny|centre_east|centre_north|parent",
     lt_grid_example, check_grid},
    {"measure", "actions", "id|title_en|title_zh|summary_en|summary_zh|documents|selector|assumptions",
     lt_measure_example, check_measure},
    {"box", "box",
     "mechanism|duration|initial|units|air|sun|photolysis|uptake|rates|constants|emissions|deposition|dilution|held|"
     "sweep",
     lt_box_case_example, check_box},
    {"plume", "plume", "pollutant|site|weather|sources|factors|emissions|receptors|background|removal|outputs",
     lt_plume_case_example, check_plume},
    {"package", "measures", "id|title_en|title_zh", package_example, check_package},
    {0},
};
