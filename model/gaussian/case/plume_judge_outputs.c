/* plume_judge_outputs.c - what the keys of outputs must be (plume_case.h). */
#include "base/csv.h"
#include "model/gaussian/case/plume_case.h"

#include <math.h>
#include <string.h>

static lt_status bad(const lt_node *node, const char *what, const char *expected, const char *found, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(node), .expected = expected, .found = found,
                    .todo = todo);
}

static lt_status judge_words(const lt_plume_case *s, const char *key, const lt_list *list, const char *const *words,
                             int n_words, lt_faults *faults) {
    char *const *items = list->items;
    for (long k = 0; k < list->n; k++) {
        bool known = !items[k];
        for (int w = 0; w < n_words && !known; w++) known = strcmp(items[k], words[w]) == 0;
        if (!known)
            LT_TRY(lt_faults_take(faults,
                                  bad(lt_plume_case_item(s, "outputs", key, k), lt_fmt("%s has an unknown word", key),
                                      lt_one_of(words, n_words), items[k], lt_did_you_mean(items[k], words, n_words))));
    }
    return LT_OK;
}

/* Every number of a list makes a column of its own. */
static lt_status judge_once(const lt_plume_case *s, const char *key, const lt_list *list, lt_faults *faults) {
    const double *v = list->items;
    for (long k = 0; k < list->n; k++)
        for (long j = 0; j < k; j++)
            if (v[j] == v[k])
                LT_TRY(lt_faults_take(faults, bad(lt_plume_case_item(s, "outputs", key, k),
                                                  lt_fmt("%s has a number twice", key), "each once", lt_fmt("%g", v[k]),
                                                  "take one out")));
    return LT_OK;
}

/* A share in place of a percentage would be taken for nearly the lowest value. */
static lt_status judge_percentiles(const lt_plume_case *s, lt_faults *faults) {
    const double *p = s->outputs.percentiles.items;
    for (long k = 0; k < s->outputs.percentiles.n; k++)
        if (p[k] > 0.0 && p[k] < 1.0)
            LT_TRY(lt_faults_take(faults, bad(lt_plume_case_item(s, "outputs", "percentiles", k),
                                              "a percentile is written as a share", lt_fmt("percent: %g", 100.0 * p[k]),
                                              lt_fmt("%g", p[k]), lt_fmt("write %g for it", 100.0 * p[k]))));
    return judge_once(s, "percentiles", &s->outputs.percentiles, faults);
}

/* What would be left out in silence. */
static lt_status judge_wants(const lt_plume_case *s, lt_faults *faults) {
    const lt_node *node = lt_node_get(s->document, "outputs");
    const lt_list *averages = &s->outputs.averages;
    bool blocks = averages->n == 0;
    for (long k = 0; k < averages->n; k++) {
        const char *word = ((char *const *)averages->items)[k];
        blocks = blocks || !word || strcmp(word, "period") != 0;
    }
    if (s->outputs.percentiles.n > 0 && !blocks)
        LT_TRY(lt_faults_take(faults, bad(node, "percentiles have no means to be of", "averages with 1h, 8h or 24h",
                                          "period alone", "add one, or take the percentiles out")));
    if (s->outputs.series && s->receptors.places.n == 0 && !lt_given(s->receptors.monitors))
        LT_TRY(lt_faults_take(faults, bad(node, "series has no receptor to be of", "receptors: places or monitors",
                                          "grids and rings alone", "add one, or take series out")));
    return LT_OK;
}

lt_status lt_plume_case_judge_outputs(const lt_plume_case *s, lt_faults *faults) {
    static const char *const averages[] = {"1h", "8h", "24h", "period"}, *const by[] = {"group", "source"},
                             *const formats[] = {"csv", "netcdf", "gpkg"};
    LT_TRY(judge_words(s, "averages", &s->outputs.averages, averages, 4, faults));
    LT_TRY(judge_words(s, "by", &s->outputs.by, by, 2, faults));
    LT_TRY(judge_words(s, "format", &s->outputs.format, formats, 3, faults));
    LT_TRY(judge_wants(s, faults));
    LT_TRY(judge_once(s, "nth", &s->outputs.nth, faults));
    LT_TRY(judge_percentiles(s, faults));
    const double *nth = s->outputs.nth.items;
    for (long k = 0; k < s->outputs.nth.n; k++)
        if (nth[k] != floor(nth[k]))
            LT_TRY(lt_faults_take(faults, bad(lt_plume_case_item(s, "outputs", "nth", k), "a rank is no whole number",
                                              "1, 2, 3 ...", lt_fmt("%g", nth[k]), "correct it")));
    return LT_OK;
}
