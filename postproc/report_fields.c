/* The year on the grid for the page: {quantity: {sector: [largest, codes]}} of annual_base.nc, t a year in the cells of
 * the window of lantian-map.
 *
 * Two of the 64 signs of base64 a cell, n = 64 a + b: n = 0 nothing, else
 *   amount = largest x 10^(6 (n - 4095) / 4094)
 * which rounds by less than 0.2 % and drops what is below a millionth of the largest; "-" and two signs: so many cells
 * of nothing. src/decode.js reads it. */
#include "base/ncio.h"
#include "postproc/report.h"

#include <math.h>
#include <stdio.h>

static void put_two(int n, FILE *out) {
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fputc(signs[n / 64], out);
    fputc(signs[n % 64], out);
}

static int code_of(double value, double largest) {
    const double place = value > 0 ? 4095 + log10(value / largest) * 4094 / 6 : 0;
    return place < 0.5 ? 0 : (int)(place + 0.5);
}

static void put_codes(const lt_report_cells *window, const lt_grid *grid, const float *kg, double largest, FILE *out) {
    const long n = (long)window->nx * window->ny;
    for (long q = 0, empty = 0; q <= n; q++) {
        const int code = q < n ? code_of((double)kg[lt_report_cell(window, grid, q)], largest) : -1;
        if (code == 0 && empty < 4095) {
            empty++;
            continue;
        }
        if (empty > 0) {
            fputc('-', out);
            put_two((int)empty, out);
        }
        empty = code == 0;
        if (code > 0) put_two(code, out);
    }
}

static double largest_of(const lt_report_cells *window, const lt_grid *grid, const float *kg) {
    double largest = 0;
    for (long q = 0; q < (long)window->nx * window->ny; q++)
        largest = fmax(largest, (double)kg[lt_report_cell(window, grid, q)]);
    return largest;
}

/* The variable of a quantity: its name without the point of PM2.5. */
static void variable(const char *quantity, char out[LT_QUANTITY_SIZE]) {
    int n = 0;
    for (const char *c = quantity; *c; c++)
        if (*c != '.') out[n++] = *c;
    out[n] = '\0';
}

static lt_status put_quantity(lt_ncr *nc, const lt_grid *grid, const lt_report_cells *window,
                              const lt_report_axes *axes, int q, float *kg, FILE *out) {
    const long cells = (long)grid->nx * grid->ny;
    char name[LT_QUANTITY_SIZE];
    bool any = false;
    variable(axes->quantity[q], name);
    LT_TRY(lt_ncr_get_float(nc, name, "kg", (size_t)(axes->n_sectors * cells), kg));
    fprintf(out, "%s\n\"%s\":{", q ? "," : "", axes->quantity[q]);
    for (int s = 0; s < axes->n_sectors; s++) {
        const double largest = largest_of(window, grid, kg + s * cells);
        if (largest == 0) continue;
        fprintf(out, "%s\"%s\":[%.6g,\"", any ? "," : "", axes->sector[s], largest * 1e-3);
        put_codes(window, grid, kg + s * cells, largest, out);
        fputs("\"]", out);
        any = true;
    }
    fputc('}', out);
    return LT_OK;
}

lt_status lt_report_fields(lt_ncr *nc, const lt_grid *grid, const lt_report_axes *axes, FILE *out) {
    lt_report_cells window;
    float *kg;
    LT_TRY(lt_report_cells_find(grid, &window));
    LT_TRY(lt_calloc((size_t)axes->n_sectors * (size_t)grid->nx * (size_t)grid->ny, sizeof *kg, &kg));
    fputc('{', out);
    lt_status status = LT_OK;
    for (int q = 0; q < axes->n_quantities && status == LT_OK; q++)
        status = put_quantity(nc, grid, &window, axes, q, kg, out);
    fputc('}', out);
    lt_free(kg);
    return status;
}
