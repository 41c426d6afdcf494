/* state_case.c - a cell as a box case (state_case.h). Maps are written in rows of several entries. */
#include "model/chemistry/solver/state_case.h"

#include "base/number.h"
#include "base/outdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { A_ROW = 100 }; /* characters after which a row of a map ends */

static void put_entry(FILE *out, const char *name, double value, const char *unit, int *n, int *column) {
    char number[40];
    lt_number_text(value, number, sizeof number);
    if (*n > 0) fputc(',', out);
    if (*column > A_ROW) {
        fputs("\n ", out);
        *column = 0;
    }
    *column += fprintf(out, "%s%s: %s%s", *n ? " " : "", name, number, unit);
    (*n)++;
}

/* "key: {NO: 1.5 ppb, NO2: 3 ppb}" of the species that are chosen (NULL: that are not 0). */
static void put_species(FILE *out, const lt_state_case *s, const char *key, const double *values, const char *unit,
                        const bool *chosen) {
    int n = 0, column = fprintf(out, "%s: {", key);
    for (int k = 0; k < s->mechanism->n_variable; k++)
        if (chosen ? chosen[k] : values[k] != 0.0) /* what is no number is shown, too */
            put_entry(out, s->mechanism->species[k].name, values[k], unit, &n, &column);
    fputs("}\n", out);
}

static bool any(const double *values, int n) {
    for (int k = 0; values && k < n; k++)
        if (values[k] > 0.0) return true;
    return false;
}

static void put_tolerances(FILE *out, const lt_state_case *s, const char *unit) {
    char number[40];
    bool equal = true;
    for (int k = 1; k < s->mechanism->n_variable; k++) equal = equal && s->atol[k] == s->atol[0];
    lt_number_text(s->rtol, number, sizeof number);
    fprintf(out, "rtol: %s\n", number);
    if (s->mechanism->n_variable == 0) return;
    lt_number_text(s->atol[0], number, sizeof number);
    if (equal)
        fprintf(out, "atol: %s%s\n", number, unit);
    else
        put_species(out, s, "atol_species", s->atol, unit, NULL);
}

static void put_time(FILE *out, const lt_state_case *s) {
    char number[40];
    lt_number_text(s->seconds, number, sizeof number);
    fprintf(out, "start: 2000-01-01 00:00\nduration: %s s\nstep: %s s\noutput_step: %s s\n", number, number, number);
    if (!(s->first_step > 0.0)) return;
    lt_number_text(s->first_step, number, sizeof number);
    fprintf(out, "first_step: %s s\n", number);
}

/* A loss of first order is a deposition from a height of 1 m. */
static void put_forcing(FILE *out, const lt_state_case *s) {
    const int n = s->mechanism->n_variable;
    bool held = false;
    for (int k = 0; s->held && k < n; k++) held = held || s->held[k];
    if (held) put_species(out, s, "held", s->c, s->native ? "" : " ppb", s->held);
    if (any(s->loss, n)) {
        fputs("air: {mixing_height: 1 m}\n", out);
        put_species(out, s, "deposition", s->loss, " m/s", NULL);
    }
    if (!any(s->source, n)) return;
    fputs("emissions:\n- ", out);
    put_species(out, s, "species", s->source, " ppb/s", NULL);
}

static void put_constants(FILE *out, const lt_state_case *s) {
    int n = 0, column = fprintf(out, "constants: {");
    for (int r = 0; r < s->mechanism->n_reactions; r++)
        put_entry(out, s->mechanism->reactions[r].label, s->k[r], "", &n, &column);
    fputs("}\n", out);
}

lt_status lt_state_case_text(const lt_state_case *s, const char *name, char **out) {
    const char *unit = s->native ? "" : " ppb";
    size_t size;
    *out = NULL;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a state as text");
    fprintf(stream, "box: %s\nmechanism: %s\nmethod: %s\n%s", name, lt_mechanism_call(s->mechanism), s->method,
            s->native ? "units: native\n" : "");
    put_tolerances(stream, s, unit);
    put_time(stream, s);
    put_forcing(stream, s);
    put_species(stream, s, "initial", s->c, unit, NULL);
    put_constants(stream, s);
    if (fclose(stream) == 0 && *out) return LT_OK;
    free(*out);
    *out = NULL;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a state as text");
}
