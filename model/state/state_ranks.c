/* state_ranks.c - the digest of a state whose parts lie on several ranks: that of the whole on one. */
#include "model/state/field_ranks.h"
#include "model/state/state.h"

static lt_status hash_all(const lt_state *state, const lt_field_ranks *f, lt_hash *hash) {
    const size_t n = (size_t)f->part->nx * (size_t)f->part->ny * (size_t)state->nz;
    for (int s = 0; s < state->n_species; ++s) {
        lt_state_get(state, s, f->mine.origin);
        LT_TRY(lt_field_ranks_move(f, true));
        if (f->part->comm.rank == 0) lt_hash_bytes(hash, f->whole, n * sizeof(lt_real));
    }
    return LT_OK;
}

lt_status lt_state_digest_ranks(const lt_state *state, lt_digest out) {
    const lt_comm *comm = &state->part.comm;
    lt_field_ranks f;
    lt_real *mine = NULL;
    lt_hash hash;
    if (comm->size == 1) return lt_state_digest(state, out);
    const size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    lt_status status = lt_comm_agree(comm, lt_calloc(n, sizeof *mine, &mine));
    lt_hash_init(&hash);
    if (status == LT_OK) {
        status = lt_field_ranks_open(&state->part, state->nz, sizeof *mine, mine, &f);
        if (status == LT_OK) status = hash_all(state, &f, &hash);
        lt_field_ranks_close(&f);
    }
    lt_hash_end(&hash, out);
    if (status == LT_OK) status = lt_comm_broadcast(comm, out, sizeof(lt_digest), 0);
    lt_free(mine);
    return status;
}
