/* same_bits.c - J of a column has the same bits in any company of lanes and with both instruction sets.
 *
 * Random columns: day, twilight and night, with and without cloud and aerosol, hot and cold. Each is run in the middle
 * of the others and then alone, the other lanes in the dark at another temperature; and with v3 beside v4 where it
 * runs. */
#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <math.h>
#include <string.h>

enum { NZ = 12 };

static void scatter(lt_photo_columns *c, uint64_t *seed) {
    for (int l = 0; l < LT_LANES; l++) {
        c->cos_sza[l] = -0.1 + 1.1 * lt_verify_random(seed);
        c->ozone_DU[l] = 250.0 + 200.0 * lt_verify_random(seed);
        c->albedo_uv[l] = c->albedo_visible[l] = 0.9 * lt_verify_random(seed);
        const double warmer = 30.0 * lt_verify_random(seed) - 15.0, haze = lt_verify_random(seed);
        for (int k = 0; k < NZ; k++) {
            const int at = k * LT_LANES + l;
            c->temperature_K[at] += warmer;
            c->aerosol_depth[at] = k < 4 ? 0.3 * haze : 0.0;
            const double cover = lt_verify_random(seed) - 0.7;
            c->cloud_fraction[at] = l % 3 == 0 || cover < 0.0 ? 0.0 : 3.0 * cover;
            c->cloud_depth[at] = 20.0 * lt_verify_random(seed);
        }
    }
}

/* All but one lane into the dark, 20 K colder. */
static void alone(const lt_photo_columns *c, int lane) {
    for (int l = 0; l < LT_LANES; l++) {
        if (l == lane) continue;
        c->cos_sza[l] = -0.5;
        for (int k = 0; k < NZ; k++) {
            c->cloud_fraction[k * LT_LANES + l] = 0.0;
            c->temperature_K[k * LT_LANES + l] = 200.0;
        }
    }
}

static long differing(const double *a, const double *b, const lt_photo_columns *c, int lane) {
    long n = 0;
    for (int r = 0; r < c->n_j * c->nz; r++)
        n += memcmp(&a[r * LT_LANES + lane], &b[r * LT_LANES + lane], sizeof *a) != 0;
    return n;
}

/* kept [n_j nz LT_LANES]. */
static lt_status run_all(lt_verify *verify, lt_photo_columns *c, double *fields, size_t n_fields, double *kept) {
    uint64_t seed = 8;
    long company = 0, isa = 0;
    scatter(c, &seed);
    lt_photo_columns_run(c);
    memcpy(kept, c->j, sizeof *kept * (size_t)(c->n_j * c->nz * LT_LANES));
    c->kernel = lt_photo_kernel_of("v3");
    lt_photo_columns_run(c);
    for (int l = 0; l < LT_LANES; l++) isa += differing(kept, c->j, c, l);
    c->kernel = lt_photo_widest();
    memcpy(fields, c->memory, n_fields * sizeof *fields);
    for (int lane = 0; lane < LT_LANES; lane += 5) {
        alone(c, lane);
        lt_photo_columns_run(c);
        company += differing(kept, c->j, c, lane);
        memcpy(c->memory, fields, n_fields * sizeof *fields);
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "columns alone and in company", .metric = "different_values", .scheme = "",
                         .value = (double)company, .bound = 0.0, .source = "a column knows no other"));
    return LT_VERIFY_ADD(verify, .test = lt_fmt("v3 beside %s", lt_photo_widest()->isa), .metric = "different_values",
                         .scheme = "", .value = (double)isa, .bound = 0.0, .source = "same operations");
}

lt_status lt_verify_photolysis_same_bits(lt_verify *verify) {
    double edges_m[NZ + 1], *room = NULL;
    for (int k = 0; k <= NZ; k++) edges_m[k] = 80.0 * k * (k + 1);
    lt_photo_columns c;
    lt_status status = lt_photo_columns_create(NZ, edges_m, 320.0, &c);
    const size_t n_fields = status == LT_OK ? (size_t)(c.j - c.memory) : 0;
    const size_t n_j = status == LT_OK ? (size_t)(c.n_j * c.nz * LT_LANES) : 0;
    if (status == LT_OK) status = lt_calloc(n_fields + n_j, sizeof *room, &room);
    if (status == LT_OK) status = run_all(verify, &c, room, n_fields, room + n_fields);
    lt_free(room);
    lt_photo_columns_free(&c);
    return status;
}
