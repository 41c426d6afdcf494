/* file_name.c - see file_name.h. */
#include "inventory/readers/file_name.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool digits(const char *text, size_t n) {
    return strspn(text, "0123456789") >= n;
}

/* "_2015_" or "_2015." in a name: the last one that stands behind a species. */
static const char *find_year(const char *name) {
    const char *found = NULL;
    for (const char *at = name; (at = strchr(at, '_')); at++)
        if (digits(at + 1, 4) && (at[1] == '1' || at[1] == '2') && (at[5] == '_' || at[5] == '.' || !at[5])) found = at;
    return found;
}

/* Words before the species: version, release, kind of substance. */
static const char *skip_release(const char *name) {
    static const char *const words[] = {"EDGAR", "FT2021", "FT2022", "FT2023", "FT2024", "GHG", "AP", "IEA"};
    for (;;) {
        const size_t n = strcspn(name, "_");
        bool known = name[0] == 'v' && digits(name + 1, 1);
        known |= n == 4 && digits(name, 4);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            known |= n == strlen(words[k]) && strncmp(name, words[k], n) == 0;
        if (!known || name[n] != '_') return name;
        name += n + 1;
    }
}

static void copy(char *out, size_t size, const char *from, size_t n) {
    snprintf(out, size, "%.*s", (int)(n < size ? n : size - 1), from);
}

lt_file_name lt_file_name_edgar(const char *path) {
    lt_file_name out = {0};
    const char *name = base_of(path), *year = find_year(name), *species = skip_release(name);
    if (!year || species >= year) return out;
    copy(out.species, sizeof out.species, species, (size_t)(year - species));
    out.year = atoi(year + 1);
    const char *at = year + 5;
    if (*at != '_') return out;
    at++;
    const size_t n = strspn(at, "0123456789");
    if ((n == 1 || n == 2) && at[n] == '_' && atoi(at) >= 1 && atoi(at) <= 12) {
        out.month = atoi(at);
        at += n + 1;
    }
    size_t length = strcspn(at, ".");
    static const char *const ends[] = {"_emi", "_flx", "_emi_nc", "_flx_nc"};
    for (int k = 0; k < 4; k++) {
        const size_t e = strlen(ends[k]);
        if (length > e && strncmp(at + length - e, ends[k], e) == 0) length -= e;
    }
    copy(out.sector, sizeof out.sector, at, length);
    return out;
}

lt_file_name lt_file_name_meic(const char *path) {
    lt_file_name out = {0};
    const char *at = base_of(path);
    if (!digits(at, 4) || at[4] != '_' || !digits(at + 5, 2) || at[7] != '_') return out;
    out.year = atoi(at);
    out.month = atoi(at + 5);
    if (out.month < 1 || out.month > 12) out.month = 0;
    at += 8;
    const bool two = *at == '_'; /* the releases of 2019 and 2020 */
    at += two;
    const char *end = two ? strstr(at, "__") : strchr(at, '_');
    if (!end) return out;
    copy(out.sector, sizeof out.sector, at, (size_t)(end - at));
    at = end + (two ? 2 : 1);
    const char *dot = strrchr(at, '.');
    copy(out.species, sizeof out.species, at, dot ? (size_t)(dot - at) : strlen(at));
    return out;
}
