#include "model/aerosol/path_names.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

const char *const lt_path_names[LT_N_PATHS] = {
#define PATH_NAME(name, english, chinese) #name,
    LT_PATH_LIST(PATH_NAME)
#undef PATH_NAME
};
const char *const lt_tuning_names[LT_N_TUNINGS] = {
#define TUNING_NAME(name, ...) #name,
    LT_TUNING_LIST(TUNING_NAME)
#undef TUNING_NAME
};

/* Names of a kind, and how an error speaks of them. */
typedef struct kind {
    const char *const *names;
    int n;
    const char *what;
} kind;
static const kind of_paths = {lt_path_names, LT_N_PATHS, "an unknown path of particle chemistry"},
                  of_tunings = {lt_tuning_names, LT_N_TUNINGS, "an unknown tuning of particle chemistry"};

/* The bits of the list's names. */
static lt_status bits_of(const kind *k, const lt_list *list, const char *where, unsigned *out) {
    *out = 0;
    for (long n = 0; n < list->n; ++n) {
        const char *name = ((char *const *)list->items)[n];
        int at = 0;
        while (at < k->n && strcmp(k->names[at], name) != 0) ++at;
        if (at == k->n)
            return LT_RAISE(LT_ERR_INPUT, .what = k->what, .where = where, .expected = lt_one_of(k->names, k->n),
                            .found = lt_fmt("\"%s\"", name), .todo = lt_did_you_mean(name, k->names, k->n));
        *out |= 1u << at;
    }
    return LT_OK;
}

lt_status lt_tunings_with(const lt_list *on, const char *where, unsigned *out) {
    LT_TRY(bits_of(&of_tunings, on, where, out));
    *out |= LT_TUNINGS_DEFAULT;
    return LT_OK;
}

lt_status lt_paths_without(const lt_list *off, unsigned tunings, const char *where, unsigned *out) {
    const unsigned fitted = tunings & LT_TUNING_BIT(LT_TUNING_so2_gamma) ? LT_PATH_BIT(LT_PATH_so2_gamma) : 0u;
    unsigned not_wanted;
    LT_TRY(bits_of(&of_paths, off, where, &not_wanted));
    *out = (LT_PATHS_DEFAULT | fitted) & ~not_wanted;
    return LT_OK;
}

void lt_tunings_text(unsigned tunings, char *text, size_t size) {
    size_t used = 0;
    snprintf(text, size, "none");
    for (int t = 0; t < LT_N_TUNINGS && used < size; ++t)
        if (tunings & LT_TUNING_BIT(t))
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? ", " : "", lt_tuning_names[t]);
}
