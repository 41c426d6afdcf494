/* boundary_lack.c - species that a boundary file lacks: refused, or filled in and named. */
#include "model/state/boundary_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_lacking(const lt_boundary_axes *a, const lt_boundary_need *need, int s) {
    return lt_boundary_axes_find(a, need->species[s].name) < 0;
}

/* All that is lacking is named as far as an error has room: some 300 names. What lives short is not asked for:
 * the air of the border has none of it without light and sources, and the chemistry makes it in a step. */
lt_status lt_boundary_lack_judge(lt_ncr *file, const lt_boundary_axes *a, const lt_boundary_need *need) {
    char lacking[1960] = "";
    size_t used = 0;
    int n_lacking = 0, unnamed = 0;
    for (int s = 0; s < need->n_required && !need->may_lack; ++s) {
        const char *name = need->species[s].name;
        if (need->species[s].short_lived || !is_lacking(a, need, s)) continue;
        const bool fits = used + strlen(name) + 3 < sizeof lacking;
        if (fits) used += (size_t)snprintf(lacking + used, sizeof lacking - used, "%s%s", used ? ", " : "", name);
        unnamed += !fits;
        ++n_lacking;
    }
    if (!n_lacking) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file lacks species",
                    .where = lt_fmt("%s, species", lt_ncr_path(file)),
                    .expected = lt_fmt("all %d species of the model but its radicals", need->n_required),
                    .found = lt_fmt(unnamed ? "no %s and %d more" : "no %s", lacking, unnamed),
                    .todo = "add them, or say `boundary_missing: background` in section model");
}

/* --- what stands in for them --- */

enum { FILLED, ZERO, SHORT_LIVED, N_WAYS, HAS = -1 };

static bool any(const lt_real *values, size_t n) {
    for (size_t c = 0; c < n; ++c)
        if (values[c] != 0) return true;
    return false;
}

static bool has_value(const lt_border *b, int s) {
    for (int side = 0; side < LT_N_SIDES; ++side)
        if (any(lt_border_side(b, (lt_side)side, s, 0), (size_t)b->nz * (size_t)lt_border_length(b, (lt_side)side)))
            return true;
    return any(lt_border_top(b, s), (size_t)b->nx * (size_t)b->ny);
}

static int way_of(const lt_boundary_axes *a, const lt_boundary_need *need, int s) {
    if (!is_lacking(a, need, s)) return HAS;
    if (has_value(need->background, s)) return FILLED;
    return need->species[s].short_lived ? SHORT_LIVED : ZERO;
}

/* format takes their number. */
static void put_way(FILE *out, const lt_boundary_axes *a, const lt_boundary_need *need, int way, const char *format) {
    int n = 0, m = 0;
    for (int s = 0; s < need->n_required; ++s) n += way_of(a, need, s) == way;
    if (n == 0) return;
    fprintf(out, format, n);
    if (way == SHORT_LIVED) return;
    for (int s = 0; s < need->n_required; ++s)
        if (way_of(a, need, s) == way) fprintf(out, "%s%s", m++ ? " " : " (", need->species[s].name);
    fputc(')', out);
}

static lt_status text_of(const lt_boundary_axes *a, const lt_boundary_need *need, int n, bool chinese, char **out) {
    static const char *const formats[2][N_WAYS] = {
        {"; %d from the background of the month", "; %d at 0, as the background has none",
         "; %d at 0, as they live short"},
        {"；%d 个取当月背景值", "；%d 个背景亦无，取 0", "；%d 个寿命短，取 0"}};
    size_t size;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for names of species");
    fprintf(stream, chinese ? "边界文件缺 %d 个物种（共 %d 个）" : "the boundary file lacks %d of %d species", n,
            need->n_required);
    for (int way = 0; way < N_WAYS; ++way) put_way(stream, a, need, way, formats[chinese][way]);
    return fclose(stream) == 0 ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for names of species");
}

lt_status lt_boundary_lack_text(const lt_boundary_axes *a, const lt_boundary_need *need, char *text[2]) {
    int n = 0;
    if (!need->background) return LT_OK;
    for (int s = 0; s < need->n_required; ++s) n += is_lacking(a, need, s);
    if (n == 0) return LT_OK;
    LT_TRY(text_of(a, need, n, false, &text[0]));
    return text_of(a, need, n, true, &text[1]);
}
