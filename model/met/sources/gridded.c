/* gridded.c - source "gridded": weather of an analysis, forecast or model run on a grid, in three dimensions. */
#include "model/met/gridded/gridded_supply.h"
#include "model/met/source.h"

#include <stdio.h>
#include <string.h>

static bool matches(const char *source) {
    return strcmp(source, "gridded") == 0;
}

/* Weather in three dimensions judges all cities, but for one state that is held: that is no date's weather. */
static void label(const lt_series *series, const lt_met_settings *settings, lt_met_labels *labels) {
    const char *name = lt_series_label(series);
    snprintf(labels->city, sizeof labels->city, "%s", settings->persist ? "" : LT_MET_ALL_CITIES);
    snprintf(labels->id, sizeof labels->id, "%s:%.100s", settings->persist ? "held" : "gridded", name);
    snprintf(labels->en, sizeof labels->en, "gridded weather%s: %.100s", settings->persist ? ", one state held" : "",
             name);
    snprintf(labels->zh, sizeof labels->zh, "格点天气%s：%.100s", settings->persist ? "（单一时次保持不变）" : "",
             name);
}

/* What the readers assumed; files that say the same say it once. */
static lt_status reader_notes(const lt_series *series, lt_notes *notes) {
    for (int p = 0; p < series->n_parts; p++) {
        const char *en, *zh, *other_en, *other_zh;
        bool said = false;
        LT_TRY(lt_notes_text(series->part[p]->notes, &en, &zh));
        for (int q = 0; q < p && !said; q++) {
            LT_TRY(lt_notes_text(series->part[q]->notes, &other_en, &other_zh));
            said = strcmp(en, other_en) == 0;
        }
        if (en[0] && !said) lt_note(notes, "%s%.0s", "%.0s%s", en, zh);
    }
    return LT_OK;
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    lt_series *series = NULL;
    const lt_weather_paths *files = &in->files->gridded;
    LT_TRY(lt_series_open((int)files->n, (const char *const *)files->path, &series));
    label(series, in->settings, &out->labels);
    lt_status status = reader_notes(series, out->notes);
    if (status != LT_OK) {
        lt_series_free(series);
        return status;
    }
    const lt_gridded_run run = {in->grid, in->start, in->start + (lt_time)in->n * LT_HOUR, in->settings->persist,
                                in->threads};
    return lt_gridded_supply_create(series, &run, out->notes, &out->supply);
}

const lt_source lt_source_gridded = {matches, NULL, make};
