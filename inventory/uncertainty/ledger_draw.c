/* ledger_draw.c - one draw of a ledger's numbers, written into its rows. */
#include "inventory/uncertainty/drawn.h"
#include "inventory/uncertainty/evaluate.h"

static lt_status write_rows(lt_inputs *in, const float *z, long n, long k, lt_ledger *ledger) {
    lt_draw d;
    lt_status status = lt_draw_open(in, z, n, &d);
    if (status == LT_OK) lt_draw_load(&d, k);
    for (long r = 0; r < ledger->n && status == LT_OK; r++) lt_draw_source(&d, r, &ledger->sources[r]);
    if (status == LT_OK) status = lt_drawn_create(in, d.factor, n, k, &ledger->drawn);
    lt_draw_close(&d);
    return status;
}

static lt_status draw_inputs(lt_inputs *in, long n, long k, lt_ledger *ledger) {
    long *order = NULL;
    float *z = NULL;
    LT_TRY(lt_calloc((size_t)in->n + 1, sizeof *order, &order));
    lt_status status = lt_calloc(((size_t)in->n + 1) * (size_t)n, sizeof *z, &z);
    if (status == LT_OK) status = lt_inputs_rank(in, order);
    if (status == LT_OK) status = lt_inputs_draw(in, order, n, z);
    if (status == LT_OK) status = write_rows(in, z, n, k, ledger);
    lt_free(order);
    lt_free(z);
    return status;
}

lt_status lt_ledger_draw(lt_ledger *ledger, long n, long k) {
    lt_inputs *in;
    LT_TRY(lt_inputs_create(ledger, &in));
    const lt_status status =
        in->n > 0 ? draw_inputs(in, n, k, ledger)
                  : LT_RAISE(LT_ERR_INPUT, .what = "nothing of the inventory is uncertain: its draws are all the same",
                             .where = ledger->path[0] ? ledger->path : "the ledger",
                             .expected = "rows of Liaoning with numbers that have a range or a mark",
                             .found = lt_fmt("%ld rows, none of them with one", ledger->n),
                             .todo = "take inventory_draws out of the case, or give the rows their ranges");
    if (!ledger->drawn) lt_inputs_free(in); /* else the ledger has them */
    return status;
}
