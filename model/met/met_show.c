/* met_show.c - `lantian met CASE`: what weather a case has. Makes met_<period>.nc when only the grid is there. */
#include "model/met/met_command.h"

#include "base/log.h"
#include "base/ncio.h"
#include "grids/grid.h"
#include "model/met/calm.h"
#include "model/met/met_file.h"
#include "model/met/met_stage.h"
#include "model/met/settings.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct sums {
    double hours, day_hours, stable_hours;
    double temperature, coldest, warmest, wind, east, north, height_day, height_night, kz_day, kz_night;
    double ventilation_day, ventilation_night, stagnant, calm;
    double border[4]; /* west, east, south, north: flux to +x, +y, kg s-1 */
    double imbalance, residual;
} sums;

enum { T2M, WIND, U10, V10, PBLH, INVL, SW, VENTILATION, STAGNANT, N_READ };
static const struct {
    const char *name, *unit;
} read_fields[N_READ] = {{"air_temperature_2m", "K"},
                         {"wind_speed_10m", "m s-1"},
                         {"u_wind_10m", "m s-1"},
                         {"v_wind_10m", "m s-1"},
                         {"boundary_layer_height", "m"},
                         {"inverse_obukhov_length", "m-1"},
                         {"downwelling_shortwave", "W m-2"},
                         {"ventilation_coefficient", "m2 s-1"},
                         {"air_stagnation", "1"}};

typedef struct reader {
    lt_ncr *file;
    const lt_grid *grid;
    long cell;
    float *plane, *kz, *speed; /* speed: of every hour at the cell */
    double *flux;
} reader;

static lt_status add_surface(reader *r, size_t hour, sums *s) {
    size_t n = (size_t)r->grid->nx * (size_t)r->grid->ny;
    double value[N_READ];
    for (int v = 0; v < N_READ; v++) {
        LT_TRY(lt_ncr_get_float_record(r->file, read_fields[v].name, read_fields[v].unit, hour, n, r->plane));
        value[v] = r->plane[r->cell];
    }
    LT_TRY(lt_ncr_get_float_record(r->file, "kz", "m2 s-1", hour, n * (size_t)(r->grid->nz + 1), r->kz));
    double kz = r->kz[(long)n + r->cell];
    bool day = value[SW] > 0.0;
    s->hours += 1.0;
    s->temperature += value[T2M];
    s->coldest = s->hours > 1.0 ? fmin(s->coldest, value[T2M]) : value[T2M];
    s->warmest = s->hours > 1.0 ? fmax(s->warmest, value[T2M]) : value[T2M];
    s->wind += value[WIND];
    r->speed[hour] = (float)value[WIND];
    s->east += value[U10];
    s->north += value[V10];
    s->day_hours += day;
    s->stable_hours += value[INVL] > 0.0;
    *(day ? &s->height_day : &s->height_night) += value[PBLH];
    *(day ? &s->kz_day : &s->kz_night) += kz;
    *(day ? &s->ventilation_day : &s->ventilation_night) += value[VENTILATION];
    s->stagnant += value[STAGNANT];
    return LT_OK;
}

static lt_status add_borders(reader *r, size_t hour, sums *s) {
    int nx = r->grid->nx, ny = r->grid->ny, nz = r->grid->nz;
    size_t nfx = (size_t)(nx + 1) * (size_t)ny, nfy = (size_t)nx * (size_t)(ny + 1);
    LT_TRY(lt_ncr_get_double_record(r->file, "mass_flux_x", "kg s-1", hour, nfx * (size_t)nz, r->flux));
    for (int row = 0; row < nz * ny; row++) {
        s->border[0] += r->flux[(long)row * (nx + 1)];
        s->border[1] += r->flux[(long)row * (nx + 1) + nx];
    }
    LT_TRY(lt_ncr_get_double_record(r->file, "mass_flux_y", "kg s-1", hour, nfy * (size_t)nz, r->flux));
    for (int k = 0; k < nz; k++)
        for (int i = 0; i < nx; i++) {
            s->border[2] += r->flux[(long)k * (long)nfy + i];
            s->border[3] += r->flux[(long)k * (long)nfy + (long)ny * nx + i];
        }
    double value;
    LT_TRY(lt_ncr_get_double_record(r->file, "column_imbalance", "1", hour, 1, &value));
    s->imbalance = fmax(s->imbalance, value);
    LT_TRY(lt_ncr_get_double_record(r->file, "column_residual", "1", hour, 1, &value));
    s->residual = fmax(s->residual, value);
    return LT_OK;
}

static lt_status sum_up(reader *r, sums *s) {
    size_t n_hours, cells = (size_t)r->grid->nx * (size_t)r->grid->ny;
    LT_TRY(lt_ncr_dim(r->file, "time", &n_hours));
    LT_TRY(lt_calloc(n_hours, sizeof *r->speed, &r->speed));
    LT_TRY(lt_calloc(cells, sizeof *r->plane, &r->plane));
    LT_TRY(lt_calloc(cells * (size_t)(r->grid->nz + 1), sizeof *r->kz, &r->kz));
    LT_TRY(lt_calloc((cells + (size_t)r->grid->nx + (size_t)r->grid->ny) * (size_t)r->grid->nz, sizeof *r->flux,
                     &r->flux));
    for (size_t h = 0; h < n_hours; h++) {
        LT_TRY(add_surface(r, h, s));
        LT_TRY(add_borders(r, h, s));
    }
    s->calm = lt_calm_share(r->speed, (long)n_hours);
    return LT_OK;
}

static double per(double sum, double n) {
    return n > 0.0 ? sum / n : 0.0;
}

/* place: "41.64 N 123.48 E" */
static void say_sums(const sums *s, const char *place, bool zh) {
    double night = s->hours - s->day_hours;
    lt_say(zh ? "  共 %.0f 小时（含预热），其中有日照 %.0f 小时；%s 所在网格：\n"
              : "  hours %.0f (with spin-up), %.0f of them with sun; in the cell of %s:\n",
           s->hours, s->day_hours, place);
    lt_say(zh ? "  2 米气温          平均 %6.1f  最低 %6.1f  最高 %6.1f degC\n"
              : "  temperature 2 m    mean %6.1f  lowest %6.1f  highest %6.1f degC\n",
           s->temperature / s->hours - 273.15, s->coldest - 273.15, s->warmest - 273.15);
    lt_say(zh ? "  10 米风           平均 %6.2f m/s，矢量平均 向东 %.2f 向北 %.2f\n"
              : "  wind 10 m          mean %6.2f m/s, vector mean %.2f east %.2f north\n",
           s->wind / s->hours, s->east / s->hours, s->north / s->hours);
    lt_say(zh ? "  边界层            有日照 %7.0f m   无日照 %7.0f m   稳定小时 %.0f %%\n"
              : "  boundary layer     sun %7.0f m   no sun %7.0f m   stable hours %.0f %%\n",
           per(s->height_day, s->day_hours), per(s->height_night, night), 100.0 * s->stable_hours / s->hours);
    lt_say(zh ? "  最低层顶 Kz       有日照 %7.2f     无日照 %7.2f m2/s\n"
              : "  Kz, lowest edge    sun %7.2f     no sun %7.2f m2/s\n",
           per(s->kz_day, s->day_hours), per(s->kz_night, night));
    lt_say(zh ? "  通风系数          有日照 %7.0f     无日照 %7.0f m2/s\n"
              : "  ventilation        sun %7.0f     no sun %7.0f m2/s\n",
           per(s->ventilation_day, s->day_hours), per(s->ventilation_night, night));
    lt_say(zh ? "  静稳              小风时段占 %.0f %%，高空亦静稳（Wang 和 Angell）%.0f %%\n"
              : "  stagnation         hours of calm spells %.0f %%, stagnant aloft too (Wang and Angell) %.0f %%\n",
           100.0 * s->calm, 100.0 * s->stagnant / s->hours);
    lt_say(zh ? "  边界上的空气通量，平均 [Gt/h]：西入 %.1f  东出 %.1f  南入 %.1f  北出 %.1f\n"
              : "  air through the borders, mean [Gt/h]: west in %.1f  east out %.1f  south in %.1f  north out %.1f\n",
           s->border[0] / s->hours * 3.6e-9, s->border[1] / s->hours * 3.6e-9, s->border[2] / s->hours * 3.6e-9,
           s->border[3] / s->hours * 3.6e-9);
    lt_say(zh ? "  气柱质量变化未由风解释的部分，一小时最大占比：%.2e，订正后 %.1e\n\n"
              : "  column mass not explained by winds, largest share in an hour: %.2e, after the correction %.1e\n\n",
           s->imbalance, s->residual);
}

static lt_status say_labels(lt_ncr *file, bool chinese) {
    char text[16384];
    LT_TRY(lt_ncr_attr_text(file, NULL, chinese ? "weather_label_zh" : "weather_label_en", text, sizeof text));
    lt_say("  %s\n", text);
    LT_TRY(lt_ncr_attr_text(file, NULL, "evidence_city", text, sizeof text));
    const char *none = chinese ? "无" : "no city", *every = chinese ? "各市" : "all cities";
    lt_say(chinese ? "  可用其观测评估的城市：%s\n" : "  can be judged by observations of: %s\n",
           !text[0]                               ? none
           : strcmp(text, LT_MET_ALL_CITIES) == 0 ? every
                                                  : text);
    return LT_OK;
}

static lt_status say_assumptions(lt_ncr *file, bool chinese) {
    char text[16384];
    LT_TRY(lt_ncr_attr_text(file, NULL, chinese ? "assumptions_zh" : "assumptions", text, sizeof text));
    lt_say(chinese ? "  假定：\n" : "  assumed:\n");
    for (char *rest = text, *row; (row = strsep(&rest, "\n")) != NULL;) lt_say("  - %s\n", row);
    lt_say("\n");
    return LT_OK;
}

/* Another file, other days or another case under the same name: its numbers would not be those that were asked for. */
static lt_status same_inputs(const lt_job *job, lt_ncr *file) {
    lt_digest asked, had = "";
    LT_TRY(lt_met_inputs_digest(job, asked));
    if (lt_ncr_attr_text(file, NULL, "inputs", had, sizeof had) != LT_OK) lt_error_clear();
    if (strcmp(asked, had) == 0) return LT_OK;
    return LT_RAISE(
        LT_ERR_INPUT, .what = "the folder holds other weather than what is asked for", .where = lt_ncr_path(file),
        .expected = "a file made from this case, these options and these inputs", .found = "one made from others",
        .todo = "give the options of its run, name another folder with --out, or run the case again");
}

static lt_status say_file(const lt_job *job, const lt_grid *grid, double lat, double lon) {
    reader r = {.grid = grid};
    sums s = {0};
    int i, j;
    bool inside;
    const bool zh = lt_cli_chinese(job->cli);
    LT_TRY(lt_grid_cell(grid, lon, lat, &i, &j, &inside));
    r.cell = inside ? (long)j * grid->nx + i : (long)(grid->ny / 2) * grid->nx + grid->nx / 2;
    LT_TRY(lt_ncr_open_own(job->out, lt_job_file(job, "met", ".nc"), &r.file));
    lt_status status = same_inputs(job, r.file);
    if (status == LT_OK)
        lt_say(zh ? "%s 的天气，时段 %s（%s）\n" : "weather of %s, period %s (%s)\n", job->setup->id, job->period->id,
               lt_ncr_path(r.file));
    if (status == LT_OK) status = say_labels(r.file, zh);
    if (status == LT_OK) status = sum_up(&r, &s);
    if (status == LT_OK) {
        const char *middle = zh ? "区域中心" : "the middle of the grid";
        say_sums(&s, inside ? lt_fmt("%.2f N %.2f E", lat, lon) : middle, zh);
        status = say_assumptions(r.file, zh);
    }
    lt_free(r.speed);
    lt_free(r.plane);
    lt_free(r.kz);
    lt_free(r.flux);
    lt_ncr_close(r.file);
    return status;
}

/* One file of a period: that of the first draw (the only one of most weather), or of a later one. */
static lt_status show_draw(lt_job *job, const lt_grid *grid, int draw) {
    char variant[16];
    lt_met_settings settings;
    lt_weather_files files;
    LT_TRY(lt_met_settings_read(job, &settings, &files));
    double lat = settings.station.lat, lon = settings.station.lon;
    lt_met_settings_release(&settings);
    lt_weather_files_release(&files);
    snprintf(variant, sizeof variant, "draw%d", draw);
    job->variant = draw > 1 ? variant : NULL;
    lt_status status = LT_OK;
    if (!lt_outdir_has(job->out, lt_job_file(job, "met", ".nc"), false, NULL)) status = lt_met_stage(job);
    if (status == LT_OK) status = say_file(job, grid, lat, lon);
    job->variant = NULL;
    return status;
}

static lt_status show_periods(lt_job *job) {
    if (!lt_outdir_has(job->out, "grid.nc", false, NULL))
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather needs grid.nc", .where = lt_outdir_path(job->out),
                        .expected = "grid.nc, made by an earlier run", .found = "none",
                        .todo = lt_fmt("run `lantian run %s` first", job->cli->positional[0]));
    lt_grid *grid = NULL;
    LT_TRY(lt_grid_read(job->out, "grid.nc", &grid));
    lt_status status = LT_OK;
    const lt_period *periods = job->setup->periods.items;
    for (long p = 0; p < job->setup->periods.n && status == LT_OK; p++) {
        job->period = &periods[p];
        for (int draw = 1; draw <= (periods[p].draws > 1 ? periods[p].draws : 1) && status == LT_OK; draw++)
            status = show_draw(job, grid, draw);
    }
    lt_grid_free(grid);
    return status;
}

lt_status lt_met_show(const lt_cli *cli) {
    if (cli->n_positional != 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "lantian met needs one case",
                        .expected = "lantian met CASE [--out DIR], or lantian met check FILE",
                        .found = lt_fmt("%d arguments", cli->n_positional),
                        .todo = "name a case: liaoning, or a folder", .where = "command line");
    LT_TRY(lt_cli_allow(cli, "out lang quiet start days grid met threads"));
    lt_case *setup = NULL;
    lt_outdir *out = NULL;
    char path[1024];
    LT_TRY(lt_case_read(cli->positional[0], cli, &setup));
    snprintf(path, sizeof path, "%s%s", cli->out ? cli->out : "out/", cli->out ? "" : setup->id);
    lt_status status = lt_outdir_open(path, &out);
    if (status == LT_OK) {
        lt_job job = {.setup = setup, .cli = cli, .out = out, .threads = cli->threads > 0 ? (int)cli->threads : 1};
        status = show_periods(&job);
    }
    lt_outdir_close(out);
    lt_case_free(setup);
    return status;
}
