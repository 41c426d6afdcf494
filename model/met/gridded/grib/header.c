/* header.c - parameter, level and time of a message. See header.h.
 *
 * Levels: code tables 4.5 (edition 2) and 3 (edition 1). Statistical process: stepType of ecCodes ("instant", "accum",
 * "avg"); means over several runs ("avgfc", monthly means) and extremes are not weather of an hour.
 * ECMWF writes totals since the start of a run in edition 1 with a single step, as if they were a state; totals of ERA5
 * are of the last hour (members: of the last 3 hours) before the step, whatever the header says (V: ECMWF, "Conversion
 * table for accumulated variables", ERA5). */
#include "model/met/gridded/grib/header.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long lt_grib_long(codes_handle *handle, const char *key, long fallback) {
    long value;
    int error = 0;
    if (codes_get_long(handle, key, &value) != CODES_SUCCESS) return fallback;
    return codes_is_missing(handle, key, &error) && error == CODES_SUCCESS ? fallback : value;
}

double lt_grib_double(codes_handle *handle, const char *key, double fallback) {
    double value;
    int error = 0;
    if (codes_get_double(handle, key, &value) != CODES_SUCCESS) return fallback;
    return codes_is_missing(handle, key, &error) && error == CODES_SUCCESS ? fallback : value;
}

static void text_of(codes_handle *handle, const char *key, char *out, size_t size) {
    size_t length = size;
    if (codes_get_string(handle, key, out, &length) != CODES_SUCCESS) out[0] = '\0';
}

/* --- level --- */

/* Value of a surface of edition 2: scaled * 10^-factor. */
static double surface_value(codes_handle *handle, const char *which) {
    const long factor = lt_grib_long(handle, lt_fmt("scaleFactorOf%sFixedSurface", which), 0);
    const long scaled = lt_grib_long(handle, lt_fmt("scaledValueOf%sFixedSurface", which), LONG_MIN);
    if (scaled == LONG_MIN) return NAN;
    return (double)scaled * pow(10.0, (double)-factor);
}

static lt_grib_level level_2(codes_handle *handle, double *value) {
    *value = surface_value(handle, "First");
    switch (lt_grib_long(handle, "typeOfFirstFixedSurface", 255)) {
    case 1:
        return LT_GRIB_SURFACE;
    case 10:
    case 200:
        return LT_GRIB_COLUMN; /* 200: NCEP */
    case 100:
        return lt_grib_long(handle, "typeOfSecondFixedSurface", 255) == 255 ? LT_GRIB_PRESSURE : LT_GRIB_OTHER;
    case 101:
        return LT_GRIB_SEA;
    case 103:
        return lt_grib_long(handle, "typeOfSecondFixedSurface", 255) == 255 ? LT_GRIB_ABOVE : LT_GRIB_OTHER;
    case 105:
        return LT_GRIB_HYBRID;
    case 106:
        return *value == 0.0 ? LT_GRIB_SOIL : LT_GRIB_OTHER;
    case 151: /* layers of ECMWF: from 0 to 1, or number 1 */
        if (lt_grib_long(handle, "typeOfSecondFixedSurface", 255) == 151)
            return *value == 0.0 ? LT_GRIB_SOIL : LT_GRIB_OTHER;
        return *value == 1.0 ? LT_GRIB_SOIL : LT_GRIB_OTHER;
    case 160:
        return *value == 0.0 ? LT_GRIB_SURFACE : LT_GRIB_OTHER; /* the sea's surface */
    default:
        return LT_GRIB_OTHER;
    }
}

static lt_grib_level level_1(codes_handle *handle, double *value) {
    const long level = lt_grib_long(handle, "level", 0);
    *value = (double)level;
    switch (lt_grib_long(handle, "indicatorOfTypeOfLevel", 255)) {
    case 1:
        return LT_GRIB_SURFACE;
    case 100:
        *value *= 100.0;
        return LT_GRIB_PRESSURE;
    case 102:
        return LT_GRIB_SEA;
    case 105:
        return LT_GRIB_ABOVE;
    case 109:
        return LT_GRIB_HYBRID;
    case 111:
        return level == 0 ? LT_GRIB_SOIL : LT_GRIB_OTHER;
    case 112:
        return lt_grib_long(handle, "topLevel", 1) == 0 ? LT_GRIB_SOIL : LT_GRIB_OTHER;
    case 200:
        return LT_GRIB_COLUMN;
    case 210:
        return LT_GRIB_PRESSURE; /* Pa */
    default:
        return LT_GRIB_OTHER;
    }
}

/* --- parameter --- */

static void read_name(codes_handle *handle, const lt_grib_header *header, lt_grib_name *name) {
    for (int s = 0; s < 3; s++) name->numbers[s] = -1;
    name->centre = header->centre;
    if (header->edition == 2) {
        name->level = level_2(handle, &name->height);
        name->numbers[LT_GRIB_2] =
            LT_GRIB_TRIPLE(lt_grib_long(handle, "discipline", 255), lt_grib_long(handle, "parameterCategory", 255),
                           lt_grib_long(handle, "parameterNumber", 255));
        /* Test and operational products of TIGGE, all centres: ECMWF's conventions. */
        const long status = lt_grib_long(handle, "productionStatusOfProcessedData", 0);
        if (status == 4 || status == 5) name->centre = LT_GRIB_CENTRE_ECMWF;
        return;
    }
    const long table = lt_grib_long(handle, "table2Version", 0),
               number = lt_grib_long(handle, "indicatorOfParameter", 0);
    name->level = level_1(handle, &name->height);
    if (header->centre == LT_GRIB_CENTRE_ECMWF)
        name->numbers[LT_GRIB_ECMWF] = table == 128 ? number : table * 1000 + number;
    /* Local numbers of the international table, and heat fluxes for their sign, from NCEP alone. */
    if (table <= 3 && (number < 121 || header->centre == LT_GRIB_CENTRE_NCEP)) name->numbers[LT_GRIB_NCEP] = number;
}

/* --- time --- */

static lt_status read_times(codes_handle *handle, const char *where, lt_grib_header *header) {
    const long date = lt_grib_long(handle, "dataDate", -1), clock = lt_grib_long(handle, "dataTime", -1);
    const long month = date / 100 % 100, day = date % 100;
    codes_set_long(handle, "stepUnits", 0); /* minutes: steps below the hour stay whole */
    const long first = lt_grib_long(handle, "startStep", LONG_MIN), last = lt_grib_long(handle, "endStep", LONG_MIN);
    if (date < 10000101 || month < 1 || month > 12 || day < 1 || day > 31 || clock < 0 || clock > 2400 ||
        first == LONG_MIN || last < first || labs(first) > 100000000L || labs(last) > 100000000L)
        return LT_RAISE(LT_ERR_INPUT, .what = "a GRIB message has no time that can be read", .where = where,
                        .expected = "a date, a time and steps",
                        .found = lt_fmt("date %ld, time %ld, steps %ld to %ld min", date, clock, first, last),
                        .todo = "look at it with grib_dump");
    header->base =
        lt_time_from_civil((int)(date / 10000), (int)month, (int)day, (int)(clock / 100), (int)(clock % 100), 0);
    header->begin = header->base + first * 60;
    header->end = header->base + last * 60;
    return LT_OK;
}

/* What the header of ECMWF's totals leaves unsaid. */
static void mend_totals(codes_handle *handle, lt_grib_header *header) {
    char class[8], stream[8];
    text_of(handle, "class", class, sizeof class);
    text_of(handle, "stream", stream, sizeof stream);
    if (strcmp(class, "ea") == 0 && (header->begin == header->end || header->begin == header->base))
        header->begin = header->end - (strcmp(stream, "enda") == 0 ? 3 : 1) * LT_HOUR;
    else if (header->edition == 1 && header->begin == header->end && header->end > header->base)
        header->begin = header->base;
}

/* Interval and scale from the parameter's kind and the statistical process. */
static void judge_process(codes_handle *handle, lt_grib_header *header) {
    const lt_grib_row *row = lt_grib_row_at(header->row);
    const lt_gridded_span span = lt_gridded_rows[row->field].span;
    char process[16], stream[8];
    text_of(handle, "stepType", process, sizeof process);
    text_of(handle, "stream", stream, sizeof stream);
    const bool instant = strcmp(process, "instant") == 0, mean = strcmp(process, "avg") == 0;
    const bool total = strcmp(process, "accum") == 0;
    static const char monthly[] = "moda mnth mdfa msmm edmo edmm emom ";
    header->scale = row->scale;
    if ((!instant && !mean && !total) || (stream[0] && strstr(monthly, stream))) {
        header->unusable = "a mean over many days or runs, or an extreme";
    } else if (row->kind == LT_GRIB_STATE || row->kind == LT_GRIB_LOGARITHM) {
        header->mean_state = mean && header->begin < header->end;
        if (total) header->unusable = "a sum of a state";
        header->begin = header->end;
    } else {
        if (row->kind == LT_GRIB_TOTAL) mend_totals(handle, header);
        const double seconds = (double)(header->end - header->begin);
        const bool summed = row->kind == LT_GRIB_TOTAL || total;
        if (span == LT_GRIDDED_AMOUNT && seconds == 0) header->unusable = "a sum over no time";
        if (span == LT_GRIDDED_AMOUNT && !summed) header->scale *= seconds;
        if (span == LT_GRIDDED_FLUX && summed && seconds == 0) header->unusable = "a sum over no time";
        if (span == LT_GRIDDED_FLUX && summed && seconds > 0) header->scale /= seconds;
    }
}

/* --- all --- */

/* GFS and FNL by their generating processes (NCEP ON388, table A: 80 to 82, 96 and others of the global model; R). */
static lt_saturation saturation_of(codes_handle *handle, const lt_grib_header *header) {
    const long process = lt_grib_long(handle, "generatingProcessIdentifier", 0);
    if (header->centre == LT_GRIB_CENTRE_ECMWF) return LT_SATURATION_ECMWF;
    if (header->centre == LT_GRIB_CENTRE_NCEP && (process == 80 || process == 81 || process == 82 || process == 96))
        return LT_SATURATION_NCEP;
    return LT_SATURATION_WATER;
}

static void read_source(codes_handle *handle, lt_grib_header *header) {
    char centre[16], class[8];
    text_of(handle, "centre", centre, sizeof centre);
    text_of(handle, "class", class, sizeof class);
    if (strcmp(class, "ea") == 0)
        snprintf(header->source, sizeof header->source, "ERA5");
    else if (header->saturation == LT_SATURATION_NCEP)
        snprintf(header->source, sizeof header->source, "NCEP GFS");
    else
        snprintf(header->source, sizeof header->source, "GRIB %s", centre);
}

/* paramId and short name cost ecCodes more than all else (135 of 220 us a message each, measured): the first only where
 * numbers do not do, the second where words are needed. */
static void find_row(codes_handle *handle, lt_grib_header *header, lt_grib_name *name) {
    header->row = lt_grib_row_find(name);
    if (header->row >= 0) return;
    if (name->numbers[LT_GRIB_ECMWF] < 0) name->numbers[LT_GRIB_ECMWF] = lt_grib_long(handle, "paramId", -1);
    header->row = lt_grib_row_find(name);
    header->elsewhere = header->row < 0 && lt_grib_row_elsewhere(name);
}

void lt_grib_header_name(codes_handle *handle, char *name, size_t size) {
    char short_name[20], level_type[40];
    text_of(handle, "shortName", short_name, sizeof short_name);
    text_of(handle, "typeOfLevel", level_type, sizeof level_type);
    snprintf(name, size, "%s %s", short_name, level_type);
}

lt_status lt_grib_header_read(codes_handle *handle, const char *where, lt_grib_header *header) {
    lt_grib_name name;
    *header = (lt_grib_header){.edition = (int)lt_grib_long(handle, "editionNumber", 0)};
    header->centre = (int)lt_grib_long(handle, "centre", 0);
    read_name(handle, header, &name);
    find_row(handle, header, &name);
    if (header->row < 0) return LT_OK;
    const bool leveled = name.level == LT_GRIB_PRESSURE || name.level == LT_GRIB_HYBRID;
    header->level = leveled ? name.height : 0.0;
    if (leveled && !(header->level > 0.0)) header->unusable = "a level of no number";
    LT_TRY(read_times(handle, where, header));
    judge_process(handle, header);
    header->turned = lt_grib_long(handle, "uvRelativeToGrid", 0) != 0;
    header->member = (int)lt_grib_long(handle, "number", -1);
    header->saturation = saturation_of(handle, header);
    read_source(handle, header);
    return LT_OK;
}
