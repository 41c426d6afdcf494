/* state_ranks.c - the digest of a state whose parts lie on several ranks: that of the whole on one. */
#include "base/gather.h"
#include "model/state/state.h"

typedef struct lt_fields {
    lt_gather *gather;
    lt_real *mine, *whole; /* [nz][nj][ni] of the part; of the domain, on rank 0 */
    size_t n;              /* values of whole */
} lt_fields;

static lt_status take_memory(const lt_state *state, lt_fields *f) {
    const lt_part *p = &state->part;
    const size_t cells = p->comm.rank == 0 ? (size_t)p->nx * (size_t)p->ny : 0;
    f->n = cells * (size_t)state->nz;
    LT_TRY(lt_calloc((size_t)state->nx * (size_t)state->ny * (size_t)state->nz, sizeof *f->mine, &f->mine));
    return lt_calloc(f->n, sizeof *f->whole, &f->whole);
}

static lt_status hash_species(const lt_state *state, int s, const lt_fields *f, lt_hash *hash) {
    const ptrdiff_t row = state->nx;
    lt_state_get(state, s, f->mine);
    LT_TRY(lt_gather_field(f->gather, state->nz, &(lt_gather_part){f->mine, row, row * state->ny}, f->whole));
    lt_hash_bytes(hash, f->whole, f->n * sizeof *f->whole);
    return LT_OK;
}

lt_status lt_state_digest_ranks(const lt_state *state, lt_digest out) {
    const lt_comm *comm = &state->part.comm;
    lt_fields f = {0};
    lt_hash hash;
    if (comm->size == 1) return lt_state_digest(state, out);
    lt_status status = lt_comm_agree(comm, take_memory(state, &f));
    if (status == LT_OK) status = lt_gather_create(&state->part, state->nz, sizeof(lt_real), &f.gather);
    lt_hash_init(&hash);
    for (int s = 0; s < state->n_species && status == LT_OK; ++s) status = hash_species(state, s, &f, &hash);
    lt_hash_end(&hash, out);
    if (status == LT_OK) status = lt_comm_broadcast(comm, out, sizeof(lt_digest), 0);
    lt_gather_free(f.gather);
    lt_free(f.mine);
    lt_free(f.whole);
    return status;
}
