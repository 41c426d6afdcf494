/* plume_setup.c - makes a plume case ready (plume_setup.h). */
#include "model/gaussian/case/plume_setup.h"

#include "base/csv.h"
#include "grids/land.h"
#include "model/gaussian/case/emission_stacks.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static lt_status open_weather(lt_plume_setup *s, lt_faults *faults) {
    const lt_plume_weather_keys *keys = &s->keys->weather;
    const lt_node *node = lt_node_get(s->keys->document, "weather");
    char path[PATH_MAX], profile[PATH_MAX] = "";
    if (!keys->file || !keys->format || !keys->calms || !keys->land || lt_land_find(keys->land) < 0) return LT_OK;
    lt_node_path(node, keys->file, path, sizeof path);
    if (lt_given(keys->profile)) lt_node_path(node, keys->profile, profile, sizeof profile);
    const lt_weather_wish wish = {.path = path,
                                  .profile = profile,
                                  .format = keys->format,
                                  .zone_s = (int)keys->zone_s,
                                  .from = keys->start,
                                  .to = keys->end,
                                  .calms = lt_plume_case_any_puffs(s->keys) ? "puff" : keys->calms,
                                  .lowest_wind_ms = lt_plume_case_all_puffs(s->keys) ? INFINITY : keys->lowest_wind_ms,
                                  .ground = {s->plane.lon, s->plane.lat, lt_land_find(keys->land), keys->roughness_m}};
    return lt_open_weather(&wish, faults, &s->weather);
}

/* Every course must know every hour that counts; of puffs every hour, as those of missing ones are breathed later. */
static lt_status judge_rates(const lt_plume_setup *s) {
    for (long k = 0; k < s->weather->n; k++) {
        const lt_plume_hour *h = &s->weather->hours[k];
        const bool wanted = lt_plume_hour_counts(h) || lt_plume_case_all_puffs(s->keys);
        for (long q = 0; wanted && q < s->sources.n; q++) {
            if (isfinite(lt_source_set_rate(&s->sources, q, k, h->end_s))) continue;
            char local[24];
            lt_time_local(h->end_s - LT_HOUR, local);
            return LT_RAISE(LT_ERR_INPUT, .what = "the factors of a source lack an hour of the weather",
                            .where = lt_node_where(s->keys->document), .expected = "a factor for every hour",
                            .found = lt_fmt("none for source %s at %s (UTC+8)", s->sources.ids[q].text, local),
                            .todo = "add the hour to the table, or set weather: start and end");
        }
    }
    return LT_OK;
}

static lt_status make_ready(lt_plume_setup *s, lt_faults *faults) {
    const lt_node *site = lt_node_get(s->keys->document, "site");
    const long before = faults->n;
    if (!s->keys->site.projection || !site) return LT_OK;
    LT_TRY(lt_faults_take(faults, lt_plane_open(&s->keys->site, site, &s->plane)));
    if (faults->n > before) return LT_OK;
    LT_TRY(open_weather(s, faults));
    LT_TRY(lt_source_set_make(s->keys, &s->plane, faults, &s->sources));
    if (lt_given(s->keys->emissions.file) && s->weather && faults->n == 0)
        LT_TRY(lt_faults_take(faults, lt_emission_stacks_add(s->keys, &s->plane, s->weather, &s->sources)));
    LT_TRY(lt_receptor_set_make(s->keys, &s->plane, &s->sources, faults, &s->receptors));
    if (!s->weather || faults->n > 0) return LT_OK;
    LT_TRY(lt_faults_take(faults, lt_plume_background_make(s->keys, s->weather, &s->background)));
    LT_TRY(lt_faults_take(faults, lt_plume_no2_make(s->keys, s->weather, &s->no2)));
    LT_TRY(lt_faults_take(faults, lt_plume_losses_make(s->keys, &s->plane, s->weather, &s->losses)));
    LT_TRY(lt_faults_take(faults, judge_rates(s)));
    LT_TRY(lt_faults_take(faults, lt_plume_puffs_judge(s->keys, &s->sources, &s->receptors)));
    if (lt_plume_puffs_in_fields(s->keys))
        LT_TRY(lt_faults_take(faults,
                              lt_plume_puffs_open_fields(s->keys, &s->plane, &s->sources, &s->receptors, &s->fields)));
    lt_plume_weather_turn(s->weather, s->plane.turn_deg);
    s->town = (lt_plume_town){s->keys->site.town_people, s->keys->site.town_roughness_m};
    return LT_OK;
}

lt_status lt_plume_setup_open(const char *path, lt_faults *faults, lt_plume_setup **out) {
    lt_node *document;
    lt_plume_case *keys;
    lt_plume_setup *setup;
    *out = NULL;
    LT_TRY(lt_node_read(path, &document));
    LT_TRY(lt_plume_case_read(document, faults, &keys));
    lt_status status = lt_calloc(1, sizeof *setup, &setup);
    if (status != LT_OK) {
        lt_plume_case_free(keys);
        return status;
    }
    setup->keys = keys;
    status = make_ready(setup, faults);
    if (status == LT_OK && faults->n == 0)
        *out = setup;
    else
        lt_plume_setup_free(setup);
    return status;
}

void lt_plume_setup_free(lt_plume_setup *setup) {
    if (!setup) return;
    lt_met_fields_close(setup->fields);
    lt_plume_losses_free(&setup->losses);
    lt_plume_no2_free(&setup->no2);
    lt_plume_background_free(&setup->background);
    lt_receptor_set_free(&setup->receptors);
    lt_source_set_free(&setup->sources);
    lt_plume_weather_free(setup->weather);
    lt_plane_close(&setup->plane);
    lt_plume_case_free(setup->keys);
    lt_free(setup);
}

lt_status lt_plume_setup_judge(const char *path, lt_faults *faults) {
    lt_plume_setup *setup;
    LT_TRY(lt_plume_setup_open(path, faults, &setup));
    lt_plume_setup_free(setup);
    return LT_OK;
}
