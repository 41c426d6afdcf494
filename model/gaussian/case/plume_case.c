/* plume_case.c - a plume case as written, and the example (plume_case.h). */
#include "model/gaussian/case/plume_case.h"

#include <math.h>
#include <string.h>

bool lt_plume_case_all_puffs(const lt_plume_case *setup) {
    return setup->model && strcmp(setup->model, "puff") == 0;
}

bool lt_plume_case_any_puffs(const lt_plume_case *setup) {
    return lt_plume_case_all_puffs(setup) || (setup->weather.calms && strcmp(setup->weather.calms, "puff") == 0);
}

const lt_node *lt_plume_case_item(const lt_plume_case *setup, const char *section, const char *key, long k) {
    const lt_node *above = section ? lt_node_get(setup->document, section) : setup->document;
    const lt_node *list = above ? lt_node_get(above, key) : NULL;
    if (!list) return above ? above : setup->document;
    return list->kind == LT_NODE_LIST && k >= 0 && k < list->n ? list->items[k] : list;
}

/* A number whose key is not there. */
static void mark(const lt_node *map, const char *key, double *value) {
    if (!map || !lt_node_get(map, key)) *value = NAN;
}

static void mark_place(const lt_node *map, lt_place_keys *at) {
    mark(map, "lon", &at->lon);
    mark(map, "lat", &at->lat);
    mark(map, "x", &at->x_m);
    mark(map, "y", &at->y_m);
    mark(map, "ground", &at->ground_m);
}

static void mark_source(const lt_node *map, lt_plume_source_keys *s) {
    mark_place(map, &s->at);
    mark(map, "diameter", &s->diameter_m);
    mark(map, "velocity", &s->velocity_ms);
    mark(map, "flow", &s->flow_m3s);
    mark(map, "temperature", &s->temperature_K);
    mark(map, "sigma_y", &s->sigma_y_m);
    mark(map, "sigma_z", &s->sigma_z_m);
    mark(map, "width", &s->width_m);
    mark(map, "radius", &s->radius_m);
}

static void mark_absent(lt_plume_case *s) {
    mark_place(lt_node_get(s->document, "site"), &s->site.at);
    mark(lt_node_get(s->document, "weather"), "roughness", &s->weather.roughness_m);
    mark(lt_node_get(s->document, "emissions"), "within", &s->emissions.within_m);
    mark(lt_node_get(s->document, "background"), "constant", &s->background.constant_gm3);
    mark(lt_node_get(s->document, "removal"), "half_life", &s->removal.half_life_s);
    mark(lt_node_get(s->document, "removal"), "particle_diameter", &s->removal.diameter_m);
    mark(lt_node_get(s->document, "puffs"), "reach", &s->puffs.reach_m);
    lt_plume_source_keys *sources = s->sources.items;
    for (long k = 0; k < s->sources.n; k++) mark_source(lt_plume_case_item(s, NULL, "sources", k), &sources[k]);
    lt_polar_keys *polar = s->receptors.polar.items;
    for (long k = 0; k < s->receptors.polar.n; k++)
        mark_place(lt_plume_case_item(s, "receptors", "polar", k), &polar[k].at);
    mark(lt_node_get(s->document, "receptors"), "layer", &s->receptors.layer_m);
    lt_receptor_keys *places = s->receptors.places.items;
    for (long k = 0; k < s->receptors.places.n; k++) {
        mark_place(lt_plume_case_item(s, "receptors", "places", k), &places[k].at);
        mark(lt_plume_case_item(s, "receptors", "places", k), "hill", &places[k].hill_m);
    }
}

lt_status lt_plume_case_read(lt_node *document, lt_faults *faults, lt_plume_case **out) {
    lt_plume_case *setup = NULL;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *setup, &setup);
    if (status != LT_OK) {
        lt_node_free(document);
        return status;
    }
    setup->document = document;
    status = lt_config_fill_faults(document, lt_plume_rows, faults, setup);
    if (status == LT_OK) {
        mark_absent(setup);
        status = lt_plume_case_judge(setup, faults);
    }
    if (status == LT_OK)
        *out = setup;
    else
        lt_plume_case_free(setup);
    return status;
}

void lt_plume_case_free(lt_plume_case *setup) {
    if (!setup) return;
    lt_config_release(lt_plume_rows, setup);
    lt_node_free(setup->document);
    lt_free(setup);
}

const char *lt_plume_case_example(void) {
    return "# One stack over four winter hours: save as plume.yaml, and its weather beside it by\n"
           "# lantian example plume-met > weather.csv; then: lantian check plume.yaml; lantian plume plume.yaml\n"
           "# All keys: model/gaussian/case/README.md\n"
           "plume: my-plume\n"
           "pollutant: SO2\n"
           "site: {lon: 123.43, lat: 41.80} # x = y = 0; projection: EPSG:32651 takes x and y of UTM\n"
           "weather: {file: weather.csv} # or AERMET: {file: a.SFC, profile: a.PFL}; or met_*.nc of a run\n"
           "sources:\n"
           "  - id: boiler\n"
           "    x: 0 m\n"
           "    y: 0 m\n"
           "    height: 60 m\n"
           "    diameter: 1.8 m\n"
           "    velocity: 12 m/s\n"
           "    temperature: 420 K\n"
           "    rate: 12 kg/h\n"
           "receptors:\n"
           "  grids: [{x: [-2000 m, 2000 m], y: [-2000 m, 2000 m], step: 250 m}]\n"
           "# removal: {dry: computed, half_life: 4 h} # what is lost; computed wants humidity, cloud and rain of "
           "every "
           "hour\n"
           "outputs: {averages: [1h, period], nth: [1, 2]}\n";
}
