#include "model/driver/seconds.h"

#include <math.h>

void lt_domain_seconds_add(const lt_domain_seconds *from, lt_domain_seconds *to) {
    to->input += from->input;
    to->transport += from->transport;
    to->column += from->column;
    to->chemistry += from->chemistry;
    to->aerosol += from->aerosol;
    to->wet += from->wet;
    to->output += from->output;
    to->idle += from->idle;
    to->packing += from->packing;
    to->halo += from->halo;
    to->hourly += from->hourly;
    to->reading += from->reading;
    to->writing += from->writing;
    to->messages += from->messages;
    to->bytes += from->bytes;
}

double lt_domain_seconds_all(const lt_domain_seconds *s) {
    return s->input + s->transport + s->column + s->chemistry + s->aerosol + s->wet + s->output + s->idle;
}

static int64_t nanoseconds(double seconds) {
    return (int64_t)llround(1e9 * seconds);
}

lt_status lt_rank_costs_of(const lt_comm *comm, const lt_domain_seconds *s, long steps, lt_rank_costs *out) {
    enum { ALL, OWN, PACKING, HALO, IDLE, HOURLY, INPUT, OUTPUT, N };
    const double all = lt_domain_seconds_all(s), own = all - s->idle - s->halo - s->hourly;
    const double each = steps > 0 ? 1.0 / (double)steps : 0.0;
    int64_t sum[N] = {nanoseconds(all),     nanoseconds(own),       nanoseconds(s->packing), nanoseconds(s->halo),
                      nanoseconds(s->idle), nanoseconds(s->hourly), nanoseconds(s->input),   nanoseconds(s->output)};
    double most[] = {own, each * s->messages, each * s->bytes};
    LT_TRY(lt_comm_sum_i64(comm, sum, N));
    LT_TRY(lt_comm_max_double(comm, most, sizeof most / sizeof *most));
    const double whole = sum[ALL] > 0 ? (double)sum[ALL] : 1.0, mean = 1e-9 * (double)sum[OWN] / comm->size;
    *out = (lt_rank_costs){.ranks = comm->size,
                           .packing = (double)sum[PACKING] / whole,
                           .halo = (double)sum[HALO] / whole,
                           .idle = (double)sum[IDLE] / whole,
                           .hourly = (double)sum[HOURLY] / whole,
                           .input = (double)sum[INPUT] / whole,
                           .output = (double)sum[OUTPUT] / whole,
                           .load = mean > 0.0 ? most[0] / mean : 1.0,
                           .messages_step = most[1],
                           .bytes_step = most[2]};
    return LT_OK;
}

const char *lt_rank_costs_text(const lt_rank_costs *c) {
    return lt_fmt("%d ranks, parts of their time: halos %.1f %% (packing and filling %.1f, waiting %.1f), waiting for "
                  "slower ranks %.1f %%, reading %.1f %%, sums, gathering and writing %.1f %% (of both %.1f "
                  "waiting); the busiest works %.2f times the mean; a step sends up to %.0f messages, %.2f MB a rank",
                  c->ranks, 100.0 * (c->packing + c->halo), 100.0 * c->packing, 100.0 * c->halo, 100.0 * c->idle,
                  100.0 * c->input, 100.0 * c->output, 100.0 * c->hourly, c->load, c->messages_step,
                  1e-6 * c->bytes_step);
}
