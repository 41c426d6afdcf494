/* gridded_ground.c - which ground fields of a source count, and their tracks and flows; ground_hours.c asks them. */
#include "model/met/gridded/gridded_ground_private.h"

#include <stdio.h>
#include <string.h>

static const struct {
    lt_gridded_field field;
    lt_point_kind points;
} states[N_STATES] = {
#define STATE_ROW(id, field, points) {field, points},
    STATE_LIST(STATE_ROW)
#undef STATE_ROW
};

static const struct {
    lt_gridded_field field;
    bool conservative, sun;
} flows[N_FLOWS] = {
#define FLOW_ROW(id, field, conservative, sun) {field, conservative, sun},
    FLOW_LIST(FLOW_ROW)
#undef FLOW_ROW
};

static lt_status read_fixed(lt_gridded_ground *g, lt_gridded_field field, bool mask) {
    float *source = NULL;
    lt_horizontal *h = g->horizontal[g->series->field[field].plane];
    LT_TRY(lt_calloc((size_t)lt_series_plane(g->series, field)->n, sizeof *source, &source));
    lt_status status = lt_series_read(g->series, field, 0, source);
    if (status == LT_OK && mask) status = lt_horizontal_mask(h, source, g->run.threads);
    if (status == LT_OK && !mask) status = lt_calloc((size_t)g->n_cells, sizeof *g->terrain, &g->terrain);
    if (status == LT_OK && !mask) lt_horizontal_ground(h, LT_POINTS_ALL, source, g->run.threads, g->terrain);
    lt_free(source);
    return status;
}

static bool covers(const lt_gridded_ground *g, lt_gridded_field field) {
    return lt_series_has(g->series, field) &&
           (g->run.persist || lt_series_covers(g->series, field, g->run.first, g->run.last));
}

static void note_left_out(lt_notes *notes, lt_gridded_field field) {
    lt_note(notes, "%s stands in the weather's files but does not cover the run: left out",
            "天气文件中有 %s，但未覆盖全部时段：不用", lt_gridded_rows[field].name);
}

static lt_status make_track(lt_gridded_ground *g, lt_gridded_field field, lt_point_kind points, lt_notes *notes,
                            lt_track **out) {
    if (!lt_series_has(g->series, field)) return LT_OK;
    if (!covers(g, field)) {
        note_left_out(notes, field);
        return LT_OK;
    }
    return lt_track_create(g->series, field, g->horizontal[g->series->field[field].plane], points, g->n_cells,
                           g->run.threads, out);
}

/* Does the source give the flux at instants? */
static bool at_instants(const lt_series *s, lt_gridded_field field) {
    for (long r = 0; r < s->field[field].n; r++)
        if (s->field[field].items[r].begin != s->field[field].items[r].end) return false;
    return lt_gridded_rows[field].span == LT_GRIDDED_FLUX;
}

static lt_status make_flow(lt_gridded_ground *g, int f, lt_notes *notes) {
    lt_gridded_field field = flows[f].field;
    if (!lt_series_has(g->series, field)) return LT_OK;
    if (at_instants(g->series, field)) return make_track(g, field, LT_POINTS_ALL, notes, &g->instant[f]);
    lt_flow_options options = {flows[f].conservative, flows[f].sun, g->run.persist, g->run.threads};
    LT_TRY(lt_flow_create(g->series, field, g->horizontal[g->series->field[field].plane], g->run.grid, &options,
                          &g->flow[f]));
    if (lt_flow_covers(g->flow[f], g->run.first, g->run.last)) return LT_OK;
    if (f == F_RAIN) return lt_flow_raise_hole(g->flow[f], g->run.first, g->run.last);
    note_left_out(notes, field);
    lt_flow_free(g->flow[f]);
    g->flow[f] = NULL;
    return LT_OK;
}

static lt_status make_arrays(lt_gridded_ground *g) {
    size_t n = (size_t)g->n_cells;
    for (int s = 0; s < N_STATES; s++)
        if (g->state[s]) LT_TRY(lt_calloc(n, sizeof(float), &g->hour[s]));
    for (int f = 0; f < N_FLOWS; f++)
        if (g->flow[f] || g->instant[f]) LT_TRY(lt_calloc(n, sizeof(float), &g->rate[f]));
    for (int s = S_T2M; s <= S_PRESSURE; s++)
        if (g->state[s] || s == S_Q2M) LT_TRY(lt_calloc(n, sizeof(float), &g->air[s]));
    return lt_calloc(n, sizeof(float), &g->day);
}

/* What is diagnosed because the source is silent. */
static void note_silent(const lt_gridded_ground *g, lt_notes *n) {
    static const struct {
        int state, flow;
        const char *en, *zh;
    } wanted[] = {{S_T2M, -1, "2 m temperature (from the lowest levels)", "2 米气温（由最低层推算）"},
                  {S_EAST, -1, "10 m wind (log law from the lowest levels)", "10 米风（由最低层按对数律推算）"},
                  {S_CLOUD, -1, "cloud cover", "总云量"},
                  {S_PBLH, -1, "boundary layer height", "边界层高度"},
                  {S_USTAR, -1, "friction velocity", "摩擦速度"},
                  {S_ALBEDO, -1, "albedo", "反照率"},
                  {S_SKIN, -1, "skin temperature", "地表温度"},
                  {S_SNOW, -1, "snow", "积雪"},
                  {S_SOIL, -1, "soil moisture", "土壤湿度"},
                  {-1, F_SHORTWAVE, "shortwave radiation", "短波辐射"},
                  {-1, F_LONGWAVE, "longwave radiation", "长波辐射"},
                  {-1, F_SENSIBLE, "sensible heat flux", "感热通量"},
                  {-1, F_LATENT, "latent heat flux", "潜热通量"}};
    char en[512] = "", zh[512] = "";
    for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++) {
        bool given = wanted[w].state >= 0 ? g->state[wanted[w].state] != NULL
                                          : g->flow[wanted[w].flow] || g->instant[wanted[w].flow];
        if (given) continue;
        snprintf(en + strlen(en), sizeof en - strlen(en), "%s%s", en[0] ? ", " : "", wanted[w].en);
        snprintf(zh + strlen(zh), sizeof zh - strlen(zh), "%s%s", zh[0] ? "、" : "", wanted[w].zh);
    }
    if (en[0]) lt_note(n, "not given by the source, diagnosed: %s%.0s", "资料中没有、由诊断得到：%.0s%s", en, zh);
    if (!g->state[S_SEA] && !g->state[S_SEA_SKIN])
        lt_note(n, "the source has no temperature of the sea: that of the air at 2 m is taken",
                "资料中没有海面温度：取 2 米气温");
    if (!g->flow[F_RAIN])
        lt_note(n, "the source has no precipitation: none is assumed", "资料中没有降水：按无降水处理");
}

static lt_status create(lt_gridded_ground *g, lt_notes *notes) {
    const lt_series *s = g->series;
    if (lt_series_has(s, LT_G_LAND)) LT_TRY(read_fixed(g, LT_G_LAND, true));
    if (lt_series_has(s, LT_G_TERRAIN)) LT_TRY(read_fixed(g, LT_G_TERRAIN, false));
    for (int f = 0; f < N_STATES; f++) {
        if (f == S_SEA_SKIN && g->state[S_SEA]) continue;
        LT_TRY(make_track(g, states[f].field, states[f].points, notes, &g->state[f]));
    }
    for (int f = 0; f < N_FLOWS; f++) LT_TRY(make_flow(g, f, notes));
    note_silent(g, notes);
    return make_arrays(g);
}

lt_status lt_gridded_ground_create(const lt_series *series, lt_horizontal *const *horizontal, const lt_gridded_run *run,
                                   lt_notes *notes, lt_gridded_ground **out) {
    lt_gridded_ground *g = NULL;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    *g = (lt_gridded_ground){.series = series, .horizontal = horizontal, .run = *run};
    g->n_cells = (long)run->grid->nx * run->grid->ny;
    lt_status status = create(g, notes);
    if (status != LT_OK) {
        lt_gridded_ground_free(g);
        return status;
    }
    *out = g;
    return LT_OK;
}

void lt_gridded_ground_free(lt_gridded_ground *g) {
    if (!g) return;
    for (int s = 0; s < N_STATES; s++) {
        lt_track_free(g->state[s]);
        lt_free(g->hour[s]);
        lt_free(g->air[s]);
    }
    for (int f = 0; f < N_FLOWS; f++) {
        lt_flow_free(g->flow[f]);
        lt_track_free(g->instant[f]);
        lt_free(g->rate[f]);
    }
    lt_free(g->terrain);
    lt_free(g->day);
    lt_free(g);
}
