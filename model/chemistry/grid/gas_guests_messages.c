/* gas_guests_messages.c - a tile as two messages, there and back. */
#include "model/chemistry/grid/gas_guests_private.h"

#include <string.h>

enum { TAG_TO = LT_COMM_TAGS - 2, TAG_BACK };

/* Out: whether there is anything [8], step, mass, variable, fixed, external, c. Back: the same [8], cost [8], step,
 * clipped_sum, c. */
void lt_gas_guests_measure(lt_gas_guests *g) {
    const lt_mechanism *m = g->plan->set->mechanism;
    const size_t cells = (size_t)g->plan->n_cells, c = cells * (size_t)m->n_variable * sizeof(lt_real);
    const size_t around = (size_t)(LT_RATE_N_VARIABLES + m->n_species - m->n_variable + m->n_externals);
    g->out_bytes = 8 + (2 + around) * cells * sizeof(double) + c;
    g->back_bytes = 16 + cells * sizeof(double) + (size_t)g->plan->set->n_reacting * LT_LANES * sizeof(double) + c;
}

static char *put(char *to, const void *from, size_t bytes) {
    memcpy(to, from, bytes);
    return to + bytes;
}

static const char *get(const char *from, void *to, size_t bytes) {
    memcpy(to, from, bytes);
    return from + bytes;
}

/* n rows of cells of so many bytes a value, without what lies between them. */
static char *put_rows(const lt_gas_plan *plan, char *to, const void *rows, size_t value, int n) {
    for (int r = 0; r < n; ++r)
        to = put(to, (const char *)rows + (size_t)(r * plan->stride) * value, (size_t)plan->n_cells * value);
    return to;
}

static const char *get_rows(const lt_gas_plan *plan, const char *from, void *rows, size_t value, int n) {
    for (int r = 0; r < n; ++r)
        from = get(from, (char *)rows + (size_t)(r * plan->stride) * value, (size_t)plan->n_cells * value);
    return from;
}

/* What goes out of a tile, row by row. */
enum { OUT_PIECES = 6 };
typedef struct piece {
    void *rows;
    size_t value;
    int n;
} piece;

static void pieces_of(const lt_gas_plan *plan, const lt_gas_tile *t, piece out[OUT_PIECES]) {
    const lt_mechanism *m = plan->set->mechanism;
    const piece all[OUT_PIECES] = {{t->step, sizeof *t->step, 1},
                                   {t->air.mass, sizeof *t->air.mass, 1},
                                   {t->variable, sizeof *t->variable, LT_RATE_N_VARIABLES},
                                   {t->fixed, sizeof *t->fixed, m->n_species - m->n_variable},
                                   {t->external, sizeof *t->external, m->n_externals},
                                   {t->c, sizeof *t->c, m->n_variable}};
    memcpy(out, all, sizeof all);
}

void lt_gas_guests_pack(lt_gas_guests *g, int n, const lt_gas_tile *t) {
    const int64_t is = t != NULL;
    piece pieces[OUT_PIECES];
    char *to = put(g->guests[n].out, &is, sizeof is);
    if (!t) return;
    pieces_of(g->plan, t, pieces);
    for (int p = 0; p < OUT_PIECES; ++p) to = put_rows(g->plan, to, pieces[p].rows, pieces[p].value, pieces[p].n);
}

bool lt_gas_guests_unpack(const lt_gas_guests *g, int n, lt_gas_tile *t) {
    int64_t is;
    piece pieces[OUT_PIECES];
    const char *from = get(g->guests[n].out, &is, sizeof is);
    if (!is) return false;
    pieces_of(g->plan, t, pieces);
    for (int p = 0; p < OUT_PIECES; ++p) from = get_rows(g->plan, from, pieces[p].rows, pieces[p].value, pieces[p].n);
    return true;
}

void lt_gas_guests_pack_back(lt_gas_guests *g, int n, const lt_gas_tile *t) {
    const int64_t is = t != NULL;
    char *to = put(g->guests[n].back, &is, sizeof is);
    if (!t) return;
    to = put(to, &t->cost, sizeof t->cost);
    to = put(to, t->step, (size_t)g->plan->n_cells * sizeof *t->step);
    to = put(to, t->clipped_sum, (size_t)g->plan->set->n_reacting * LT_LANES * sizeof *t->clipped_sum);
    put_rows(g->plan, to, t->c, sizeof *t->c, g->plan->set->mechanism->n_variable);
}

bool lt_gas_guests_unpack_back(lt_gas_guests *g, int n, lt_gas_tile *t) {
    int64_t is;
    const lt_gas_guest *of = &g->guests[n];
    const char *from = get(of->back, &is, sizeof is);
    if (!is) return false;
    from = get(from, &t->cost, sizeof t->cost);
    from = get(from, t->step, (size_t)g->plan->n_cells * sizeof *t->step);
    from = get(from, t->clipped_sum, (size_t)g->plan->set->n_reacting * LT_LANES * sizeof *t->clipped_sum);
    get_rows(g->plan, from, t->c, sizeof *t->c, g->plan->set->mechanism->n_variable);
    memcpy(t->air.mass, of->out + sizeof is + (size_t)g->plan->n_cells * sizeof(double),
           (size_t)g->plan->n_cells * sizeof(double)); /* as it went out */
    return true;
}

lt_status lt_gas_guests_expect(lt_gas_guests *g, int n) {
    const lt_gas_guest *of = &g->guests[n];
    return g->gives ? lt_comm_receive(&g->comm, of->peer, TAG_BACK, of->back, g->back_bytes, &g->in[n])
                    : lt_comm_receive(&g->comm, of->peer, TAG_TO, of->out, g->out_bytes, &g->in[n]);
}

lt_status lt_gas_guests_send(lt_gas_guests *g) {
    for (int n = 0; n < g->n; ++n) {
        const lt_gas_guest *of = &g->guests[n];
        LT_TRY(g->gives ? lt_comm_send(&g->comm, of->peer, TAG_TO, of->out, g->out_bytes, &g->out[n])
                        : lt_comm_send(&g->comm, of->peer, TAG_BACK, of->back, g->back_bytes, &g->out[n]));
    }
    return LT_OK;
}

lt_status lt_gas_guests_wait(lt_gas_guests *g) {
    return lt_comm_wait(&g->comm, g->n, g->in);
}

lt_status lt_gas_guests_end(lt_gas_guests *g) {
    return lt_comm_wait(&g->comm, g->n, g->out);
}

void lt_gas_guests_look(const lt_gas_guests *g) {
    if (g->n > 0) lt_comm_look(&g->comm);
}
