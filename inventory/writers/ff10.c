/* ff10.c - the ledger as FF10 tables of SMOKE: ff10_nonpoint.csv, ff10_point.csv, and ff10_sectors.csv that says what
 * their SCC stand for.
 *
 * Layout: SMOKE manual, chapter 8 (list-directed CSV; 45 columns nonpoint, 77 point). Short tons a year and a month
 * (0.90718474 t), feet (0.3048 m), degrees Fahrenheit, feet a second, cubic feet a second.
 *   month m = annual share_m of the row's calendar (also of a row that goes by a law)
 * The SCC of a row is ten digits made from its sector, process, technology, calendar, surrogate and profile (FNV-1a),
 * the same in every export; two meanings of one SCC are refused. Rows of one region and SCC are added up: FF10 has no
 * other key. Numbers carry twelve digits. */
#include "inventory/writers/writer.h"

#include "base/csv.h"
#include "base/exactsum.h"
#include "base/hash.h"
#include "inventory/fusion/foreign_tables.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHORT_TON_KG 907.18474
#define FOOT_M 0.3048

typedef struct record {
    const lt_source *source;
    const char *country, *code; /* six digits: of the county where the row gives them, else of its region */
    uint64_t scc;
    double *month; /* shares of the calendar */
} record;

typedef struct writer {
    const lt_export *job;
    lt_foreign_tables tables;
    record *records;
    long n;
    const char *polid[LT_N_POLLUTANTS];
} writer;

static uint64_t scc_of(const lt_source *s) {
    const char *const parts[] = {s->sector, s->process, s->technology, s->calendar, s->surrogate, s->profile};
    uint64_t hash = LT_HASH_SHORT;
    for (int k = 0; k < 6; k++) hash = lt_hash_short(hash, parts[k], strlen(parts[k]) + 1);
    return 1000000000 + hash % UINT64_C(9000000000);
}

static bool same_scc_meaning(const lt_source *a, const lt_source *b) {
    return strcmp(a->sector, b->sector) == 0 && strcmp(a->process, b->process) == 0 &&
           strcmp(a->technology, b->technology) == 0 && strcmp(a->calendar, b->calendar) == 0 &&
           strcmp(a->surrogate, b->surrogate) == 0 && strcmp(a->profile, b->profile) == 0;
}

/* By SCC, country, region, points last, then by id: the order of the files. */
static int in_order(const void *pa, const void *pb) {
    const record *a = pa, *b = pb;
    if (a->scc != b->scc) return a->scc < b->scc ? -1 : 1;
    const int country = strcmp(a->country, b->country), code = strcmp(a->code, b->code);
    if (country) return country;
    if (code) return code;
    if (a->source->is_point != b->source->is_point) return a->source->is_point ? 1 : -1;
    return strcmp(a->source->id, b->source->id);
}

static lt_status collect(writer *w) {
    const lt_ledger *ledger = w->job->ledger;
    LT_TRY(lt_calloc((size_t)ledger->n, sizeof(record), &w->records));
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const lt_region_code *code = lt_region_code_of(&w->tables, s->region);
        const lt_calendars *calendars = w->job->allocation->calendars;
        const char *where = lt_fmt("%s:%d, source %s", s->file ? s->file : ledger->path, s->line, s->id);
        lt_timing timing;
        if (!lt_timing_find(calendars, s->calendar, &timing)) return lt_timing_fault(calendars, s->calendar, where);
        if (!code)
            return LT_RAISE(LT_ERR_INPUT, .what = "a region without a code of the administrative divisions",
                            .where = where, .expected = "a region of inventory/data/region_codes.csv",
                            .found = lt_fmt("\"%s\"", s->region), .todo = "correct the name");
        const bool county = strlen(s->county) == 6 && strspn(s->county, "0123456789") == 6;
        w->records[w->n++] = (record){s, code->country, county ? s->county : code->code, scc_of(s),
                                      calendars->items[timing.calendar].month};
    }
    qsort(w->records, (size_t)w->n, sizeof(record), in_order);
    for (long k = 1; k < w->n; k++)
        if (w->records[k].scc == w->records[k - 1].scc &&
            !same_scc_meaning(w->records[k].source, w->records[k - 1].source))
            return LT_RAISE(LT_ERR_INTERNAL, .what = "one SCC with two meanings", .where = w->records[k].source->id,
                            .found = lt_fmt("%llu", (unsigned long long)w->records[k].scc));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const lt_foreign_species *name = lt_foreign_species_of(&w->tables, "ff10", p);
        if (!name)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a pollutant without a name in FF10",
                            .where = "inventory/data/foreign_species.csv", .found = lt_pollutant_names[p]);
        w->polid[p] = name->name;
    }
    return LT_OK;
}

static void put_head(FILE *f, const writer *w, const char *format) {
    fprintf(f, "#FORMAT=%s\n#COUNTRY=CHINA\n#YEAR=%d\n#DESC=Lantian ledger; short tons, ft, degF, ft/s, ft3/s\n",
            format, w->job->ledger->base_year);
}

static void put_months(FILE *f, double tons, const double *share) {
    for (int m = 0; m < 12; m++) fprintf(f, ",%.12g", tons * share[m]);
    for (int m = 0; m < 12; m++) fputc(',', f); /* JAN..DEC_PCTRED */
}

static double sum_tons(const record *first, long n, enum lt_pollutant p) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (long k = 0; k < n; k++) lt_exactsum_add(&sum, lt_source_emission_kg(first[k].source, p));
    return lt_exactsum_value(&sum) / SHORT_TON_KG;
}

static void put_nonpoint(FILE *f, const writer *w) {
    put_head(f, w, "FF10_NONPOINT");
    fputs("country_cd,region_cd,tribal_code,census_tract_cd,shape_id,scc,emis_type,poll,ann_value,ann_pct_red,"
          "control_ids,control_measures,current_cost,cumulative_cost,projection_factor,reg_codes,calc_method,calc_year,"
          "date_updated,data_set_id,jan_value,feb_value,mar_value,apr_value,may_value,jun_value,jul_value,aug_value,"
          "sep_value,oct_value,nov_value,dec_value,jan_pctred,feb_pctred,mar_pctred,apr_pctred,may_pctred,jun_pctred,"
          "jul_pctred,aug_pctred,sep_pctred,oct_pctred,nov_pctred,dec_pctred,comment\n",
          f);
    for (long k = 0, n; k < w->n; k += n) {
        const record *r = &w->records[k];
        for (n = 1; k + n < w->n && r[n].scc == r->scc && strcmp(r[n].code, r->code) == 0 &&
                    strcmp(r[n].country, r->country) == 0 && r[n].source->is_point == r->source->is_point;)
            n++;
        if (r->source->is_point) continue;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const double tons = sum_tons(r, n, (enum lt_pollutant)p);
            if (tons == 0) continue;
            fprintf(f, "%s,%s,,,,%llu,,%s,%.12g,,,,,,,,,%d,,", r->country, r->code, (unsigned long long)r->scc,
                    w->polid[p], tons, w->job->ledger->base_year);
            put_months(f, tons, r->month);
            fputc(',', f);
            lt_csv_put(f, n == 1 ? r->source->id : lt_fmt("%s and %ld more", r->source->id, n - 1));
            fputc('\n', f);
        }
    }
}

static void put_stack(FILE *f, const lt_source *s) {
    const double diameter = s->stack_diameter_m / FOOT_M, speed = s->exit_velocity_ms / FOOT_M;
    fprintf(f, ",02,%.12g,%.12g,%.12g,%.12g,%.12g,,%.12g,%.12g,003", s->stack_height_m / FOOT_M, diameter,
            s->exit_temperature_K * 1.8 - 459.67, 0.25 * M_PI * diameter * diameter * speed, speed, s->lon, s->lat);
}

static void put_point(FILE *f, const writer *w) {
    put_head(f, w, "FF10_POINT");
    fputs("country_cd,region_cd,tribal_code,facility_id,unit_id,rel_point_id,process_id,agy_facility_id,agy_unit_id,"
          "agy_rel_point_id,agy_process_id,scc,poll,ann_value,ann_pct_red,facility_name,erptype,stkhgt,stkdiam,stktemp,"
          "stkflow,stkvel,naics,longitude,latitude,ll_datum,horiz_coll_mthd,design_capacity,design_capacity_units,"
          "reg_codes,fac_source_type,unit_type_code,control_ids,control_measures,current_cost,cumulative_cost,"
          "projection_factor,submitter_fac_id,calc_method,data_set_id,facil_category_code,oris_facility_code,"
          "oris_boiler_id,ipm_yn,calc_year,date_updated,fug_height,fug_width_xdim,fug_length_ydim,fug_angle,zipcode,"
          "annual_avg_hours_per_year,jan_value,feb_value,mar_value,apr_value,may_value,jun_value,jul_value,aug_value,"
          "sep_value,oct_value,nov_value,dec_value,jan_pctred,feb_pctred,mar_pctred,apr_pctred,may_pctred,jun_pctred,"
          "jul_pctred,aug_pctred,sep_pctred,oct_pctred,nov_pctred,dec_pctred,comment\n",
          f);
    for (long k = 0; k < w->n; k++) {
        const record *r = &w->records[k];
        const lt_source *s = r->source;
        for (int p = 0; s->is_point && p < LT_N_POLLUTANTS; p++) {
            const double tons = lt_source_emission_kg(s, (enum lt_pollutant)p) / SHORT_TON_KG;
            if (tons == 0) continue;
            fprintf(f, "%s,%s,,", r->country, r->code);
            lt_csv_put(f, s->id);
            fprintf(f, ",1,1,1,,,,,%llu,%s,%.12g,,", (unsigned long long)r->scc, w->polid[p], tons);
            lt_csv_put(f, s->id);
            put_stack(f, s);
            fprintf(f, ",,,,,,,,,,,,,,,,,,,%d,,,,,,,", w->job->ledger->base_year); /* 45 calc_year .. 52 hours */
            put_months(f, tons, r->month);
            fputs(",\n", f);
        }
    }
}

static void put_sectors(FILE *f, const writer *w) {
    fputs("# What the SCC of this export stand for, in the form of inventory/data/foreign_sectors.csv.\n"
          "format,name,sector,also,calendar,surrogate,profile,mark,source\n",
          f);
    for (long k = 0; k < w->n; k++) {
        const lt_source *s = w->records[k].source;
        if (k > 0 && w->records[k - 1].scc == w->records[k].scc) continue;
        fprintf(f, "ff10,%llu,%s,,%s,%s,%s,D,\"%s, %s\"\n", (unsigned long long)w->records[k].scc, s->sector,
                s->calendar, s->surrogate, s->profile, s->process, s->technology);
    }
}

static lt_status put_file(const writer *w, const char *name, void (*put)(FILE *, const writer *)) {
    FILE *f;
    LT_TRY(lt_outdir_stream(w->job->dir, name, &f));
    put(f, w);
    return lt_outdir_commit_stream(w->job->dir, name, f);
}

static lt_status write_ff10(const lt_export *job) {
    writer w = {.job = job};
    LT_TRY(lt_foreign_tables_read(NULL, &w.tables));
    lt_status status = collect(&w);
    if (status == LT_OK) status = put_file(&w, "ff10_nonpoint.csv", put_nonpoint);
    if (status == LT_OK) status = put_file(&w, "ff10_point.csv", put_point);
    if (status == LT_OK) status = put_file(&w, "ff10_sectors.csv", put_sectors);
    lt_free(w.records);
    lt_foreign_tables_free(&w.tables);
    return status;
}

const lt_writer lt_writer_ff10 = {"ff10", "FF10 point and nonpoint tables of SMOKE", "SMOKE 的 FF10 点源与面源表", 0,
                                  write_ff10};
