/* mcip.c - weather that MCIP made of WRF for CMAQ: GRIDCRO2D (static), METCRO3D, METCRO2D, METDOT3D (I/O API netCDF).
 *
 * The I/O API's header says the map: GDTYP 1 latitude and longitude, 2 Lambert (P_ALP, P_BET parallels, P_GAM central
 * longitude, XCENT, YCENT origin), 6 polar (P_ALP pole, P_BET true latitude), 7 Mercator; XORIG, YORIG the corner of
 * the grid (www.cmascenter.org/ioapi, "Horizontal grids"; S) on MCIP's sphere of 6 370 000 m. Where the file has LAT
 * and LON every point is compared. TFLAG(TSTEP, VAR, 2): YYYYDDD, HHMMSS. METDOT3D lies on the corners of the cells:
 * UWINDC, VWINDC on the west and south faces, UWIND, VWIND on the corners; they are averaged to the centres and turned.
 *
 * Units and meanings after MCIP's own descriptions (vdesc of its output; S): mixing ratios, precipitation per time step
 * in cm, fluxes of the instant, upward heat positive. No real sample of METCRO3D, METCRO2D, METDOT3D was at hand: these
 * are read after their description. */
#include "model/met/gridded/readers/foreign.h"

#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double RADIUS = 6370000.0, PLACE_TOLERANCE = 25.0 /* m; as WRF (wrf_map.c) */, WATER = 1000.0;

typedef struct mcip {
    lt_ncr *file;
    const char *path;
    int nx, ny, nz; /* of the cells, also where the file is on their corners */
    bool dot;       /* METDOT3D */
    long n_times;   /* 0: static */
    lt_time *times, step;
    double *angle; /* METDOT3D: [ny*nx] */
    float *work[2];
} mcip;

typedef enum form { PLAIN, MIXING_RATIO, RAIN, CONVECTIVE, CATEGORY } form;

static const struct row {
    lt_gridded_field field;
    const char *variable;
    form form;
} rows[] = {
    {LT_G_TERRAIN, "HT", PLAIN},
    {LT_G_LAND, "LWMASK", CATEGORY},
    {LT_G_PRESSURE, "PRES", PLAIN},
    {LT_G_TEMPERATURE, "TA", PLAIN},
    {LT_G_SPECIFIC_HUMIDITY, "QV", MIXING_RATIO},
    {LT_G_CLOUD_WATER, "QC", PLAIN},
    {LT_G_CLOUD_ICE, "QI", PLAIN},
    {LT_G_CLOUD, "CFRAC_3D", PLAIN},
    {LT_G_SURFACE_PRESSURE, "PRSFC", PLAIN},
    {LT_G_T2M, "TEMP2", PLAIN},
    {LT_G_HUMIDITY_2M, "Q2", MIXING_RATIO},
    {LT_G_SKIN, "TEMPG", PLAIN},
    {LT_G_SEA_ICE, "SEAICE", PLAIN},
    {LT_G_SOIL_MOISTURE, "SOIM1", PLAIN},
    {LT_G_SOIL_TEMPERATURE, "SOIT1", PLAIN},
    {LT_G_CLOUD_TOTAL, "CFRAC", PLAIN},
    {LT_G_PBLH, "PBL", PLAIN},
    {LT_G_USTAR, "USTAR", PLAIN},
    {LT_G_ROUGHNESS, "ZRUF", PLAIN},
    {LT_G_RAIN, "RN", RAIN}, /* with RC */
    {LT_G_RAIN_CONVECTIVE, "RC", CONVECTIVE},
    {LT_G_SHORTWAVE, "RGRND", PLAIN},
    {LT_G_LONGWAVE, "GLW", PLAIN},
    {LT_G_SENSIBLE, "HFX", PLAIN},
    {LT_G_LATENT, "LH", PLAIN},
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static lt_status recognise(const char *path, bool *mine) {
    lt_ncr *file = NULL;
    double type;
    *mine = false;
    LT_TRY(lt_foreign_header(path, &file));
    if (!file) return LT_OK;
    bool known = lt_ncr_has(file, "UWINDC") || lt_ncr_has(file, "UWIND");
    for (int r = 0; r < N_ROWS; r++) known = known || lt_ncr_has(file, rows[r].variable);
    *mine = known && lt_ncr_has(file, "TFLAG") && lt_foreign_number(file, NULL, "GDTYP", &type) &&
            lt_foreign_dim(file, "ROW") > 0 && lt_foreign_dim(file, "COL") > 0;
    lt_ncr_close(file);
    return LT_OK;
}

/* --- times --- */

static lt_time seconds_of(int hhmmss) {
    return hhmmss / 10000 * (lt_time)LT_HOUR + hhmmss / 100 % 100 * 60 + hhmmss % 100;
}

static lt_status read_times(mcip *m) {
    const char *where = lt_fmt("%s, variable TFLAG", m->path);
    lt_ncr_shape shape;
    double step = 0.0, *flags = NULL;
    LT_TRY(lt_ncr_get_shape(m->file, "TFLAG", &shape));
    lt_foreign_number(m->file, NULL, "TSTEP", &step);
    m->step = seconds_of((int)step);
    if (shape.n != 3 || shape.length[2] != 2 || shape.length[1] < 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "TFLAG is not that of the I/O API", .where = where,
                        .expected = "TFLAG(TSTEP, VAR, DATE-TIME)", .found = lt_fmt("%d dimensions", shape.n),
                        .todo = "take the file as MCIP wrote it");
    if (m->step == 0) return LT_OK; /* independent of time */
    size_t row = shape.length[1] * 2;
    m->n_times = (long)shape.length[0];
    LT_TRY(lt_calloc((size_t)m->n_times, sizeof *m->times, &m->times));
    LT_TRY(lt_calloc((size_t)m->n_times * row, sizeof *flags, &flags));
    lt_status status = lt_ncr_get_double(m->file, "TFLAG", NULL, (size_t)m->n_times * row, flags);
    for (long t = 0; t < m->n_times && status == LT_OK; t++) {
        int date = (int)flags[(size_t)t * row], time = (int)flags[(size_t)t * row + 1];
        m->times[t] =
            lt_time_from_civil(date / 1000, 1, 1, 0, 0, 0) + (date % 1000 - 1) * (lt_time)LT_DAY + seconds_of(time);
    }
    lt_free(flags);
    return status == LT_OK ? lt_foreign_judge_times(where, m->n_times, m->times) : status;
}

/* --- points --- */

static double number(mcip *m, const char *name) {
    double value = NAN;
    lt_foreign_number(m->file, NULL, name, &value);
    return value;
}

static lt_status open_axes(mcip *m, double x0, double y0, double dx, double dy, lt_gridded *g) {
    double *axes = NULL;
    LT_TRY(lt_calloc((size_t)(m->nx + m->ny), sizeof *axes, &axes));
    for (int i = 0; i < m->nx; i++) axes[i] = x0 + i * dx;
    for (int j = 0; j < m->ny; j++) axes[m->nx + j] = y0 + j * dy;
    lt_status status = lt_plane_axes(m->nx, m->ny, axes, axes + m->nx, &g->plane);
    lt_free(axes);
    return status;
}

/* The file's own LAT and LON against the map, where it has them. */
static lt_status judge_places(mcip *m, const char *proj, double dx, double dy, const lt_plane *plane) {
    size_t n = (size_t)plane->n;
    double *lon = NULL, *lat = NULL;
    lt_plane *fitted = NULL;
    if (!lt_ncr_has(m->file, "LAT") || !lt_ncr_has(m->file, "LON") || m->dot) return LT_OK;
    lt_status status = lt_calloc(n, sizeof *lon, &lon);
    if (status == LT_OK) status = lt_calloc(n, sizeof *lat, &lat);
    if (status == LT_OK) status = lt_ncr_get_double_record(m->file, "LON", NULL, 0, n, lon);
    if (status == LT_OK) status = lt_ncr_get_double_record(m->file, "LAT", NULL, 0, n, lat);
    if (status == LT_OK)
        status = lt_foreign_map(lt_fmt("%s, LAT and LON", m->path), proj, m->nx, m->ny, dx, dy, lon, lat,
                                PLACE_TOLERANCE, &fitted);
    if (status == LT_OK && hypot(fitted->x0 - plane->x0, fitted->y0 - plane->y0) > PLACE_TOLERANCE)
        status = LT_RAISE(LT_ERR_INPUT, .what = "XORIG and YORIG do not fit LAT and LON", .where = m->path,
                          .expected = lt_fmt("a first centre at (%.0f, %.0f) m", fitted->x0, fitted->y0),
                          .found = lt_fmt("(%.0f, %.0f)", plane->x0, plane->y0), .todo = "compare with GRIDDESC");
    lt_plane_free(fitted);
    lt_free(lon);
    lt_free(lat);
    return status;
}

static lt_status open_map(mcip *m, lt_gridded *g) {
    int type = (int)number(m, "GDTYP");
    double alp = number(m, "P_ALP"), bet = number(m, "P_BET"), gam = number(m, "P_GAM"), lat_0 = number(m, "YCENT");
    double dx = number(m, "XCELL"), dy = number(m, "YCELL"),
           half = m->dot ? 1.0 : 0.5; /* corners lie half a cell off */
    double x0 = number(m, "XORIG") + half * dx, y0 = number(m, "YORIG") + half * dy;
    char proj[sizeof g->plane->map] = "";
    if (type == 1) return open_axes(m, x0, y0, dx, dy, g);
    if (type == 2)
        snprintf(proj, sizeof proj,
                 "+proj=lcc +lat_1=%.9g +lat_2=%.9g +lat_0=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs", alp, bet, lat_0,
                 gam, RADIUS);
    if (type == 6)
        snprintf(proj, sizeof proj, "+proj=stere +lat_0=%d +lat_ts=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs",
                 alp < 0.0 ? -90 : 90, bet, gam, RADIUS);
    if (type == 7)
        snprintf(proj, sizeof proj, "+proj=merc +lat_ts=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs", alp, gam, RADIUS);
    if (!proj[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "the map of the I/O API file is not known",
                        .where = lt_fmt("%s, global attribute GDTYP", m->path),
                        .expected = "1 latitude-longitude, 2 Lambert, 6 polar, 7 Mercator", .found = lt_fmt("%d", type),
                        .todo = "use another grid");
    LT_TRY(lt_plane_map(proj, m->nx, m->ny, x0, y0, dx, dy, &g->plane));
    return judge_places(m, proj, dx, dy, g->plane);
}

/* --- opening --- */

static lt_status add_records(mcip *m, lt_gridded *g, lt_gridded_field field) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    if (row->shape == LT_GRIDDED_FIXED) return lt_gridded_add_record(g, field, 0, 0);
    if (row->span != LT_GRIDDED_AMOUNT) return lt_foreign_add_states(g, field, m->n_times, m->times);
    for (long t = 0; t < m->n_times; t++) LT_TRY(lt_gridded_add_record(g, field, m->times[t] - m->step, m->times[t]));
    return LT_OK;
}

static lt_status open_wind(mcip *m, lt_gridded *g) {
    LT_TRY(lt_calloc((size_t)g->plane->n, sizeof *m->angle, &m->angle));
    LT_TRY(lt_plane_angles(g->plane, m->angle));
    LT_TRY(add_records(m, g, LT_G_EAST));
    return add_records(m, g, LT_G_NORTH);
}

static lt_status fill(mcip *m, lt_gridded *g) {
    m->path = g->path;
    LT_TRY(lt_ncr_open(g->path, &m->file));
    m->dot = lt_ncr_has(m->file, "UWIND") || lt_ncr_has(m->file, "UWINDC");
    int corner = m->dot ? 1 : 0;
    m->nx = (int)lt_foreign_dim(m->file, "COL") - corner;
    m->ny = (int)lt_foreign_dim(m->file, "ROW") - corner;
    m->nz = (int)lt_foreign_dim(m->file, "LAY");
    LT_TRY(read_times(m));
    LT_TRY(open_map(m, g));
    size_t room = (size_t)m->nz * (size_t)(m->nx + 1) * (size_t)(m->ny + 1);
    for (int k = 0; k < 2; k++) LT_TRY(lt_calloc(room, sizeof(float), &m->work[k]));
    for (int r = 0; r < N_ROWS && !m->dot; r++)
        if (lt_ncr_has(m->file, rows[r].variable)) LT_TRY(add_records(m, g, rows[r].field));
    if (m->dot) LT_TRY(open_wind(m, g));
    bool levels = m->dot || lt_gridded_has(g, LT_G_PRESSURE);
    g->level_kind = levels ? LT_LEVELS_FIELD : LT_LEVELS_NONE;
    g->n_levels = levels ? m->nz : 0;
    snprintf(g->label, sizeof g->label, "MCIP");
    return LT_OK;
}

static lt_status open_mcip(lt_gridded *g) {
    mcip *m = NULL;
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    g->own = m;
    return fill(m, g);
}

/* --- values --- */

/* "WATTS/M**2      " as udunits writes it. */
static const char *unit_text(const char *text) {
    static const char *const same[][2] = {
        {"M", "m"},       {"CM", "cm"},      {"M/S", "m s-1"},        {"KG/KG", "kg kg-1"}, {"WATTS/M**2", "W m-2"},
        {"PASCAL", "Pa"}, {"FRACTION", "1"}, {"M**3/M**3", "m3 m-3"}, {"NO UNIT", "1"}};
    char upper[64];
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ') n--;
    if (n >= sizeof upper) return text;
    for (size_t k = 0; k < n; k++) upper[k] = (char)toupper((unsigned char)text[k]);
    upper[n] = '\0';
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        if (strcmp(upper, same[k][0]) == 0) return same[k][1];
    return text;
}

/* One time of a variable (TSTEP, LAY, ROW, COL) in a unit. */
static lt_status get(mcip *m, const char *name, const char *unit, long t, size_t n, float *values) {
    char text[64];
    double slope = 1.0, offset = 0.0;
    if (unit) {
        LT_TRY(lt_ncr_attr_text(m->file, name, "units", text, sizeof text));
        LT_TRY_PLACE(lt_units_factor(unit_text(text), unit, &slope, &offset), "%s, variable %s", m->path, name);
    }
    LT_TRY(lt_ncr_get_float_record(m->file, name, NULL, (size_t)t, n, values));
    for (size_t p = 0; p < n; p++) values[p] = (float)(slope * (double)values[p] + offset);
    return LT_OK;
}

/* Centres from faces (UWINDC, VWINDC) or corners (UWIND, VWIND). */
static lt_status read_wind(mcip *m, lt_gridded *g, lt_gridded_field field, long t, float *values) {
    bool faces = lt_ncr_has(m->file, "UWINDC") && lt_ncr_has(m->file, "VWINDC");
    long row = m->nx + 1, layer = row * (m->ny + 1), n = g->plane->n;
    size_t all = (size_t)(m->nz * layer);
    LT_TRY(get(m, faces ? "UWINDC" : "UWIND", "m s-1", t, all, m->work[0]));
    LT_TRY(get(m, faces ? "VWINDC" : "VWIND", "m s-1", t, all, m->work[1]));
    for (long p = 0; p < m->nz * n; p++) {
        long corner = p / n * layer + p % n / m->nx * row + p % n % m->nx;
        const float *a = m->work[0] + corner, *b = m->work[1] + corner;
        double u = 0.5 * ((double)a[0] + (double)a[1]), v = 0.5 * ((double)b[0] + (double)b[row]);
        if (!faces) {
            u = 0.5 * (u + 0.5 * ((double)a[row] + (double)a[row + 1]));
            v = 0.5 * (v + 0.5 * ((double)b[1] + (double)b[row + 1]));
        }
        double c = cos(m->angle[p % n]), s = sin(m->angle[p % n]);
        values[p] = (float)(field == LT_G_EAST ? u * c - v * s : v * c + u * s);
    }
    return LT_OK;
}

static lt_status read_mcip(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    mcip *m = g->own; /* records are the times of the file, in their order */
    const lt_gridded_row *row = &lt_gridded_rows[field];
    size_t n = (size_t)g->plane->n * (row->shape == LT_GRIDDED_LEVELS ? (size_t)m->nz : 1);
    if (m->dot) return read_wind(m, g, field, record, values);
    int r = 0;
    while (rows[r].field != field) r++;
    bool rain = rows[r].form == RAIN || rows[r].form == CONVECTIVE;
    const char *unit = rows[r].form == CATEGORY ? NULL : rain ? "m" : row->unit;
    LT_TRY(get(m, rows[r].variable, unit, record, n, values));
    if (rows[r].form == RAIN && lt_ncr_has(m->file, "RC")) {
        LT_TRY(get(m, "RC", unit, record, n, m->work[0]));
        for (size_t p = 0; p < n; p++) values[p] += m->work[0][p];
    }
    for (size_t p = 0; p < n; p++) {
        if (rain) values[p] = (float)(WATER * (double)values[p]);
        if (rows[r].form == MIXING_RATIO) values[p] = (float)((double)values[p] / (1.0 + (double)values[p]));
    }
    return LT_OK;
}

static void close_mcip(lt_gridded *g) {
    mcip *m = g->own;
    lt_ncr_close(m->file);
    lt_free(m->times);
    lt_free(m->angle);
    lt_free(m->work[0]);
    lt_free(m->work[1]);
    lt_free(m);
}

const lt_gridded_reader lt_gridded_reader_mcip = {
    .name = "mcip",
    .doc_en = "MCIP for CMAQ (I/O API netCDF): GRIDCRO2D, METCRO3D, METCRO2D, METDOT3D",
    .doc_zh = "CMAQ 的 MCIP 输出（I/O API netCDF）：GRIDCRO2D、METCRO3D、METCRO2D、METDOT3D",
    .recognise = recognise,
    .open = open_mcip,
    .read = read_mcip,
    .close = close_mcip,
};
