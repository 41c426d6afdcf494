/* field_draw.c - modelled over observed as an SVG picture: arc maxima and crosswind integrals, logarithmic, the line of
 * equality and a factor of 2, colours by group of stability. */
#include "model/gaussian/verify/field.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SIDE = 360, LEFT = 70, TOP = 60, GAP = 80 };

static const char *const colours[LT_FIELD_GROUPS] = {"#d95f02", "#7570b3", "#1b9e77"};
static const char *const titles[LT_FIELD_QUANTITIES] = {"arc maximum, mg/m3", "crosswind integral, mg/m2"};

typedef struct axes {
    double x0, low, decades; /* left edge; log10 of the lower end */
} axes;

static double along(const axes *a, double value) {
    return SIDE * (log10(value) - a->low) / a->decades;
}

static double x_of(const axes *a, double value) {
    return a->x0 + along(a, value);
}

static double y_of(const axes *a, double value) {
    return TOP + SIDE - along(a, value);
}

static axes axes_of(const lt_field_pair *pairs, long n, double held, double x0) {
    double least = INFINITY, most = held;
    for (long p = 0; p < n; p++) {
        least = fmin(least, fmin(fmax(pairs[p].modelled, held), pairs[p].observed));
        most = fmax(most, fmax(pairs[p].modelled, pairs[p].observed));
    }
    const double low = floor(log10(fmin(least, most))), high = ceil(log10(most));
    return (axes){x0, low, fmax(high - low, 1.0)};
}

/* y = factor x within the frame. */
static void line(FILE *to, const axes *a, double factor, const char *dash) {
    const double low = pow(10.0, a->low), high = pow(10.0, a->low + a->decades);
    const double from = fmax(low, low / factor), until = fmin(high, high / factor);
    fprintf(to, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#555' stroke-dasharray='%s'/>\n", x_of(a, from),
            y_of(a, from * factor), x_of(a, until), y_of(a, until * factor), dash);
}

static void frame(FILE *to, const axes *a, const char *title) {
    fprintf(to, "<rect x='%.1f' y='%d' width='%d' height='%d' fill='none' stroke='#000'/>\n", a->x0, TOP, SIDE, SIDE);
    fprintf(to, "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>\n", a->x0 + 0.5 * SIDE, TOP - 10, title);
    for (int d = 0; d <= (int)a->decades; d++) {
        const double value = pow(10.0, a->low + d);
        fprintf(to, "<text x='%.1f' y='%d' text-anchor='middle'>%g</text>\n", x_of(a, value), TOP + SIDE + 18, value);
        fprintf(to, "<text x='%.1f' y='%.1f' text-anchor='end'>%g</text>\n", a->x0 - 6.0, y_of(a, value) + 4.0, value);
    }
    fprintf(to, "<text x='%.1f' y='%d' text-anchor='middle'>observed</text>\n", a->x0 + 0.5 * SIDE, TOP + SIDE + 36);
    fprintf(to, "<text transform='translate(%.1f,%d) rotate(-90)' text-anchor='middle'>modelled</text>\n", a->x0 - 46.0,
            TOP + SIDE / 2);
    line(to, a, 1.0, "none");
    line(to, a, 2.0, "5,4");
    line(to, a, 0.5, "5,4");
}

static void panel(FILE *to, const lt_field_pair *pairs, long n, lt_field_quantity quantity) {
    const double held = lt_field_floor(quantity);
    const axes a = axes_of(pairs, n, held, LEFT + (double)quantity * (SIDE + GAP));
    frame(to, &a, titles[quantity]);
    for (long p = 0; p < n; p++)
        fprintf(
            to,
            "<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s' fill-opacity='0.7'><title>run %ld, %g m</title></circle>\n",
            x_of(&a, pairs[p].observed), y_of(&a, fmax(pairs[p].modelled, held)), colours[pairs[p].group],
            pairs[p].arc->run, pairs[p].arc->distance_m);
}

static void picture(FILE *to, const lt_field *field, const char *title, lt_field_model model, const void *with,
                    lt_field_pair *pairs) {
    const int width = LEFT + 2 * SIDE + GAP + 20, height = TOP + SIDE + 80;
    fprintf(to,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='12'>\n",
            width, height);
    fprintf(to, "<rect width='100%%' height='100%%' fill='#fff'/>\n<text x='%d' y='22' font-size='15'>", LEFT);
    for (const char *c = title; *c; c++) fputs(*c == '<' ? "&lt;" : *c == '&' ? "&amp;" : (char[2]){*c, '\0'}, to);
    fprintf(to, "</text>\n");
    for (int q = 0; q < LT_FIELD_QUANTITIES; q++)
        panel(to, pairs, lt_field_pairs(field, model, with, (lt_field_quantity)q, pairs), (lt_field_quantity)q);
    for (int g = 0; g < LT_FIELD_GROUPS; g++) {
        const int x = LEFT + 130 * g, y = TOP + SIDE + 62;
        fprintf(to, "<circle cx='%d' cy='%d' r='5' fill='%s'/><text x='%d' y='%d'>%s</text>\n", x + 5, y - 4,
                colours[g], x + 16, y, lt_field_group_names[g]);
    }
    fprintf(to, "</svg>\n");
}

lt_status lt_field_draw(const char *path, const lt_field *field, const char *title, lt_field_model model,
                        const void *with) {
    lt_field_pair *pairs = NULL;
    LT_TRY(lt_calloc((size_t)field->n_arcs + 1, sizeof *pairs, &pairs));
    FILE *to = fopen(path, "w");
    bool written = to != NULL;
    if (to) {
        picture(to, field, title, model, with, pairs);
        written = !ferror(to);
        written = fclose(to) == 0 && written;
    }
    lt_free(pairs);
    if (written) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "the picture cannot be written", .where = path, .expected = "a file to write",
                    .found = strerror(errno), .todo = "check folder, rights and room");
}
