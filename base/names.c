/* names.c - "did you mean": the nearest name by edit distance (insert, delete, replace, swap neighbours); and lists of
 * names. */
#include "base/names.h"

#include "base/csv.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 64 };

static int min3(int a, int b, int c) {
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* Optimal string alignment distance, letters without case; both texts are at most LONGEST bytes. */
static int edit_distance(const char *a, size_t na, const char *b, size_t nb) {
    int rows[3][LONGEST + 1];
    for (size_t j = 0; j <= nb; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= na; i++) {
        int *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= nb; j++) {
            int ca = tolower((unsigned char)a[i - 1]), cb = tolower((unsigned char)b[j - 1]);
            now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + (ca != cb));
            bool swapped = i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
                           cb == tolower((unsigned char)a[i - 2]) && ca != cb;
            if (swapped && before[j - 2] + 1 < now[j]) now[j] = before[j - 2] + 1;
        }
    }
    return rows[na % 3][nb];
}

/* A name that begins with the text (or the other way round) is near however long the rest is. */
static bool shares_start(const char *a, size_t na, const char *b, size_t nb) {
    size_t n = na < nb ? na : nb;
    return n >= 3 && strncasecmp(a, b, n) == 0;
}

const char *lt_nearest_within(const char *text, const char *const *names, long n, int limit) {
    size_t length = strlen(text);
    const char *nearest = NULL;
    if (length == 0 || length > LONGEST) return NULL;
    int best = limit + 1;
    for (long m = 0; m < n; m++) {
        size_t other = strlen(names[m]);
        if (other == 0 || other > LONGEST) continue;
        int distance = edit_distance(text, length, names[m], other);
        if (distance > limit && shares_start(text, length, names[m], other)) distance = limit;
        bool all_replaced = distance >= (int)(length > other ? length : other);
        if (distance < best && !all_replaced) {
            best = distance;
            nearest = names[m];
        }
    }
    return nearest;
}

/* Letters and digits alone, small; unit: also those in brackets; charge: also the 2 of Ca2+. */
static void bare_name(const char *text, bool unit, bool charge, char out[LONGEST + 1]) {
    size_t n = 0;
    for (const char *at = text; *at && n < LONGEST; at++) {
        if (!unit && (*at == '(' || *at == '[')) at += strcspn(at, ")]");
        if (!*at) break;
        if (isalnum((unsigned char)*at)) out[n++] = (char)tolower((unsigned char)*at);
    }
    const size_t length = strlen(text);
    if (!charge && length && strchr("+-", text[length - 1]) && n > 1 && out[n - 1] == '2') n--;
    out[n] = '\0';
}

/* The same name as people write it otherwise: "T (K)" for T_K, "SO4 [mol/m3]" for SO4, "Ca2+" for Ca. */
static bool is_written_otherwise(const char *a, const char *b) {
    char first[LONGEST + 1], second[LONGEST + 1];
    for (int way = 0; way < 16; way++) {
        bare_name(a, way & 1, way & 2, first);
        bare_name(b, way & 4, way & 8, second);
        if (first[0] && strcmp(first, second) == 0) return true;
    }
    return false;
}

const char *lt_nearest_name(const char *text, const char *const *names, long n) {
    for (long m = 0; m < n; m++)
        if (is_written_otherwise(text, names[m])) return names[m];
    return lt_nearest_within(text, names, n, 1 + (int)(strlen(text) / 3));
}

const char *lt_did_you_mean(const char *text, const char *const *names, long n) {
    const char *nearest = text ? lt_nearest_name(text, names, n) : NULL;
    return nearest ? lt_fmt("did you mean %s?", nearest) : "name one of them";
}

const char *lt_names_joined(const char *const *names, long n, const char *between, size_t most) {
    char list[1536] = "";
    size_t used = 0;                                      /* lt_fmt once, since its buffers come round */
    if (most > sizeof list - 64) most = sizeof list - 64; /* room for the mark */
    for (long m = 0; m < n; m++) {
        const char *apart = m ? between : "";
        if (used + strlen(apart) + strlen(names[m]) > most) return lt_fmt("%s ... and %ld more", list, n - m);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", apart, names[m]);
    }
    return lt_fmt("%s", list);
}

const char *lt_one_of(const char *const *names, long n) {
    enum { MOST = 1000 }; /* bytes: an error stays readable */
    return lt_fmt("one of %s", lt_names_joined(names, n, ", ", MOST));
}
