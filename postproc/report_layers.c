/* The coloured fields of the page's maps, as JSON; cells as in report_map.c:
 *
 *   fields {quantity: ...}      pm25; o3_mda8 and no2 where the run has them (quantity.h); of each
 *     base {period: [...]}              the base, ug/m3
 *     floor {period: [...]}             three times the noise, ug/m3
 *     delta {package: {period: [...]}}  change, ug/m3, or null where it is below the noise floor; rounded to the last
 *                                       digit that the noise leaves (six decimals at most)
 *   regime {indicator: {variant: {period: {classes, values}}}}    regime.h: a letter a cell, v, t, n or "-"; ratios
 *
 * "mean" stands beside the periods of fields where there are several. A period that a quantity lacks has no key. */
#include "postproc/report_window.h"
#include "postproc/text.h"

#include <math.h>

/* What is written of a variant in a period. */
typedef struct lt_report_layer {
    lt_quantity quantity;
    lt_indicator indicator;
    long package; /* -1: base */
} lt_report_layer;
typedef void lt_report_put(const lt_report_window *window, const lt_report_layer *layer, long period);

static void put_base(const lt_report_window *window, const lt_report_layer *layer, long period) {
    fputc('[', window->out);
    for (long q = 0; q < lt_report_window_n(window); q++)
        fprintf(window->out, "%s%.1f", lt_report_comma(q),
                lt_summary_cell(window->summary, layer->quantity, LT_SUMMARY_BASE, period,
                                lt_report_window_cell(window, q)));
    fputc(']', window->out);
}

static void put_floor(const lt_report_window *window, const lt_report_layer *layer, long period) {
    fputc('[', window->out);
    for (long q = 0; q < lt_report_window_n(window); q++)
        fprintf(window->out, "%s%.2g", lt_report_comma(q),
                LT_NOISE_FACTOR *
                    lt_summary_cell_noise(window->summary, layer->quantity, period, lt_report_window_cell(window, q)));
    fputc(']', window->out);
}

/* Decimals that the noise leaves. */
static int decimals_of(double noise) {
    const double wanted = noise > 0 ? ceil(-log10(noise)) : 6;
    return wanted < 2 ? 2 : wanted > 6 ? 6 : (int)wanted;
}

static void put_delta(const lt_report_window *window, const lt_report_layer *layer, long period) {
    const lt_summary *summary = window->summary;
    fputc('[', window->out);
    for (long q = 0; q < lt_report_window_n(window); q++) {
        const long cell = lt_report_window_cell(window, q);
        if (lt_summary_cell_is_hidden(summary, layer->quantity, layer->package, period, cell))
            fprintf(window->out, "%snull", lt_report_comma(q));
        else
            fprintf(window->out, "%s%.*f", lt_report_comma(q),
                    decimals_of(lt_summary_cell_noise(summary, layer->quantity, period, cell)),
                    lt_summary_cell_delta(summary, layer->quantity, layer->package, period, cell));
    }
    fputc(']', window->out);
}

static const double *ratios(const lt_report_window *window, const lt_report_layer *layer, long period) {
    const long variant = layer->package < 0 ? LT_SUMMARY_BASE : LT_SUMMARY_PACKAGE + layer->package;
    return lt_summary_result(window->summary, variant, period)->ratio_field[layer->indicator];
}

/* {"classes":"vtn-","values":[...]}: first letters of the regimes, "-" where there is no ratio. */
static void put_regime(const lt_report_window *window, const lt_report_layer *layer, long period) {
    const double *ratio = ratios(window, layer, period);
    fprintf(window->out, "{\"classes\":\"");
    for (long q = 0; q < lt_report_window_n(window); q++) {
        const lt_regime regime = lt_regime_of(layer->indicator, ratio[lt_report_window_cell(window, q)]);
        fputc(regime < LT_N_REGIMES ? lt_regime_table[regime].key[0] : '-', window->out);
    }
    fprintf(window->out, "\",\"values\":[");
    for (long q = 0; q < lt_report_window_n(window); q++) {
        const double value = ratio[lt_report_window_cell(window, q)];
        fprintf(window->out, isfinite(value) ? "%s%.2g" : "%snull", lt_report_comma(q), value);
    }
    fprintf(window->out, "]}");
}

/* {"winter":...,"summer":...,"mean":...} of what the run has. */
static void put_periods(const lt_report_window *window, const lt_report_layer *layer, lt_report_put *put) {
    const long n = window->summary->n_periods;
    long written = 0;
    fputc('{', window->out);
    for (long p = 0; p < n; p++) {
        const bool has =
            put == put_regime ? ratios(window, layer, p) != NULL : lt_summary_has(window->summary, layer->quantity, p);
        if (!has) continue;
        fprintf(window->out, "%s\"%s\":", lt_report_comma(written++), lt_summary_period(window->summary, p)->id);
        put(window, layer, p);
    }
    if (n > 1 && put != put_regime && lt_summary_has(window->summary, layer->quantity, -1)) {
        fprintf(window->out, ",\"mean\":");
        put(window, layer, -1);
    }
    fputc('}', window->out);
}

static void put_quantity(const lt_report_window *window, lt_quantity quantity) {
    const lt_summary *summary = window->summary;
    lt_report_layer layer = {.quantity = quantity};
    fprintf(window->out, "\n\"%s\":{\"base\":", lt_quantity_table[quantity].key);
    put_periods(window, &layer, put_base);
    if (summary->n_packages > 0) {
        fprintf(window->out, ",\n\"floor\":");
        put_periods(window, &layer, put_floor);
    }
    fprintf(window->out, ",\n\"delta\":{");
    for (layer.package = 0; layer.package < summary->n_packages; layer.package++) {
        fprintf(window->out, "%s\n\"%s\":", lt_report_comma(layer.package), lt_summary_package(summary, layer.package));
        put_periods(window, &layer, put_delta);
    }
    fprintf(window->out, "}}");
}

/* What the map switches between. */
static const lt_quantity mapped[] = {LT_QUANTITY_PM25, LT_QUANTITY_O3_MDA8, LT_QUANTITY_NO2};

static bool has_ever(const lt_summary *summary, lt_quantity quantity) {
    for (long p = 0; p < summary->n_periods; p++)
        if (lt_summary_has(summary, quantity, p)) return true;
    return false;
}

static void put_fields(const lt_report_window *window) {
    long written = 0;
    fprintf(window->out, ",\n\"fields\":{");
    for (size_t m = 0; m < sizeof mapped / sizeof *mapped; m++) {
        if (!has_ever(window->summary, mapped[m])) continue;
        fputs(lt_report_comma(written++), window->out);
        put_quantity(window, mapped[m]);
    }
    fputc('}', window->out);
}

static void put_regimes(const lt_report_window *window) {
    const lt_summary *summary = window->summary;
    long written = 0;
    fprintf(window->out, ",\n\"regime\":{");
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        lt_report_layer layer = {.indicator = (lt_indicator)i, .package = -1};
        bool has = false;
        for (long p = 0; p < summary->n_periods; p++) has = has || ratios(window, &layer, p);
        if (!has) continue;
        fprintf(window->out, "%s\n\"%s\":{\"base\":", lt_report_comma(written++), lt_indicator_table[i].key);
        put_periods(window, &layer, put_regime);
        for (layer.package = 0; layer.package < summary->n_packages; layer.package++) {
            fprintf(window->out, ",\n\"%s\":", lt_summary_package(summary, layer.package));
            put_periods(window, &layer, put_regime);
        }
        fputc('}', window->out);
    }
    fputc('}', window->out);
}

void lt_report_layers(const lt_report_window *window) {
    put_fields(window);
    put_regimes(window);
}
