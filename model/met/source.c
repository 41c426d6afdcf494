/* source.c - choice of the source by the word in the section. See source.h. */
#include "model/met/source.h"

#include <stdio.h>
#include <string.h>

#define LT_SOURCE_ROW(name) &lt_source_##name,
static const lt_source *const sources[] = {LT_SOURCE_LIST(LT_SOURCE_ROW) NULL};
#undef LT_SOURCE_ROW

static lt_status find(const char *word, const lt_source **out) {
    for (int s = 0; sources[s]; s++)
        if (sources[s]->matches(word)) {
            *out = sources[s];
            return LT_OK;
        }
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a source of weather without a file", .found = word);
}

lt_status lt_source_make(const lt_source_input *in, lt_source_output *out) {
    const lt_source *source = NULL;
    LT_TRY(find(in->settings->source, &source));
    return source->make(in, out);
}

lt_status lt_source_reach(const lt_source_input *in, long wished, long *hours) {
    const lt_source *source = NULL;
    *hours = 0;
    LT_TRY(find(in->settings->source, &source));
    return source->reach && wished > 0 ? source->reach(in, wished, hours) : LT_OK;
}

lt_status lt_source_reach_all(const lt_source_input *in, long wished, long *hours) {
    (void)in;
    *hours = wished;
    return LT_OK;
}

const char *lt_source_place(const lt_met_settings *settings, const char *path, lt_met_labels *labels) {
    const char *name = settings->station.name, *slash = strrchr(path, '/');
    snprintf(labels->city, sizeof labels->city, "%s", name ? name : "");
    return name && name[0] ? name : slash ? slash + 1 : path;
}

lt_status lt_source_synthetic(const lt_source_input *in, lt_station *series, const char *en, const char *zh,
                              lt_source_output *out) {
    lt_station_repairs repairs;
    lt_status status = lt_station_repair(series, in->start, in->n, &repairs);
    const lt_domain_sources sources_of = {.station = series};
    if (status == LT_OK)
        status = lt_domain_weather_create(in->settings, in->climate, &sources_of, in->start, in->n, &out->weather);
    lt_station_free(series);
    LT_TRY(status);
    snprintf(out->labels.id, sizeof out->labels.id, "synthetic:%s", in->settings->source);
    snprintf(out->labels.en, sizeof out->labels.en, "SYNTHETIC typical %s (not an observation)", en);
    snprintf(out->labels.zh, sizeof out->labels.zh, "合成的典型%s天气（非观测）", zh);
    return LT_OK;
}
