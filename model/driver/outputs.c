#include "model/aerosol/path_names.h"
#include "model/driver/outputs.h"

#include "model/driver/output_config.h"

#include <string.h>

/* conc_base_winter.nc -> output_cities_base_winter.nc */
static const char *file_of(const lt_output_request *request, const char *conc) {
    const char *rest = strncmp(conc, "conc_", 5) == 0 ? conc + 5 : conc;
    return lt_fmt("%s_%s", lt_output_request_stem(request), rest);
}

/* Only a mechanism has the species of these laws. */
static const char *law_of(const lt_domain *d, const char *said) {
    if (!d->chemical->mechanism) return NULL;
    return !d->emission ? "off" : said ? said : "on";
}

/* Of the aerosol, by name. */
static const char *tunings_of(const lt_domain *d) {
    char text[LT_TUNINGS_TEXT];
    if (!d->chemical->mechanism) return NULL;
    lt_tunings_text(d->tunings, text, sizeof text);
    return lt_fmt("%s", text);
}

static lt_status add(lt_domain *d, const lt_output_set *set, long skipped) {
    lt_output_span span = {.start = d->span.start + d->span.spinup_hours * LT_HOUR,
                           .hours = d->span.output_hours,
                           .skipped = skipped,
                           .dt = d->dt,
                           .dropped = d->emission ? lt_emission_dropped(d->emission) : NULL,
                           .tunings = tunings_of(d),
                           .filled = d->boundary ? lt_boundary_filled(d->boundary, false) : NULL,
                           .filled_zh = d->boundary ? lt_boundary_filled(d->boundary, true) : NULL};
    for (int n = 0; n < LT_N_FLUXES; ++n) span.flux[n] = law_of(d, d->config.flux[n]);
    lt_output *output;
    const lt_output_domain domain = {d->part, d->output, d->grid, d->whole, d->journal};
    LT_TRY(lt_output_create(d->dir, set, &d->table, &domain, &span, d->weather.file, &output));
    d->outputs[d->n_outputs++] = output;
    return lt_output_add_to(output, d->journal);
}

static lt_status add_request(lt_domain *d, const lt_output_request *request, long skipped) {
    char file[208];
    int *fields;
    lt_output_set set;
    LT_TRY(lt_calloc((size_t)request->fields.n, sizeof *fields, &fields));
    lt_status status = lt_output_request_set(request, &d->table, fields, &set);
    if (status == LT_OK) {
        snprintf(file, sizeof file, "%s", file_of(request, d->files.conc));
        set.file = file;
        status = add(d, &set, skipped);
    }
    lt_free(fields);
    return status;
}

lt_status lt_outputs_create(lt_domain *d, long skipped) {
    const lt_output_request *requests = d->config.output.items;
    long n = d->config.output.n;
    lt_output_set conc = {.name = "conc",
                          .file = d->files.conc,
                          .title = "Lantian hourly mean concentrations at the ground",
                          .place = LT_OUT_SURFACE,
                          .interval_s = LT_HOUR};
    LT_TRY(lt_output_fields_create(d->chemical, d->state->species, d->state->n_species, &d->table));
    LT_TRY(lt_calloc((size_t)(n + 1), sizeof *d->outputs, &d->outputs));
    for (long r = 0; r < n; ++r)
        if (strcmp(lt_output_request_name(&requests[r]), "conc") == 0) conc.bits = (int)requests[r].bits;
    LT_TRY(add(d, &conc, skipped));
    for (long r = 0; r < n; ++r)
        if (strcmp(lt_output_request_name(&requests[r]), "conc") != 0) LT_TRY(add_request(d, &requests[r], skipped));
    return LT_OK;
}

lt_status lt_outputs_drop_old(const lt_domain *d) {
    if (strncmp(d->files.conc, "conc_", 5) != 0) return LT_OK;
    return lt_outdir_drop_all(d->dir, "output_", d->files.conc + 4);
}
