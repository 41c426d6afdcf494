/* gaps.c - the times of the fields: how far apart, which are missing. See sheet.h. */
#include "model/met/check/sheet.h"

/* Longest step between states that the model bridges by a straight line, s (README of model/met/gridded). */
enum { LONGEST_STEP = 6 * LT_HOUR };

static bool same_times(const lt_view_field *a, const lt_view_field *b) {
    if (a->n_records != b->n_records) return false;
    if (a->records == b->records) return true;
    for (long r = 0; r < a->n_records; r++)
        if (a->records[r].end != b->records[r].end) return false;
    return true;
}

/* The most frequent step; of two as frequent the shorter. */
static long usual_step(const lt_view_field *f) {
    long best = 0, most = 0;
    for (long r = 1; r < f->n_records; r++) {
        const long step = (long)(f->records[r].end - f->records[r - 1].end);
        if (step == best) continue;
        long n = 0;
        for (long q = r; q < f->n_records; q++) n += f->records[q].end - f->records[q - 1].end == step;
        if (n > most || (n == most && step < best)) best = step, most = n;
        if (2 * most >= f->n_records) break;
    }
    return best;
}

static lt_status find_gaps(const lt_view_field *f, lt_axis *axis) {
    axis->n = f->n_records;
    axis->first = f->records[0].end;
    axis->last = f->records[f->n_records - 1].end;
    axis->step_s = usual_step(f);
    for (long r = 1; r < f->n_records; r++) {
        const lt_time before = f->records[r - 1].end, now = f->records[r].end;
        if (axis->step_s == 0 || now - before <= axis->step_s) continue;
        LT_TRY(lt_grow(&axis->gap, sizeof *axis->gap, axis->n_gaps + 1, &axis->room));
        const long n = (long)((now - before - 1) / axis->step_s);
        axis->gap[axis->n_gaps++] = (lt_gap){before + axis->step_s, before + n * axis->step_s, n};
    }
    return LT_OK;
}

static lt_status judge_axis(lt_sheet *sheet, const lt_axis *axis) {
    const lt_met_view *view = sheet->view;
    const char *name = view->fields[axis->field].name;
    const bool state = !view->fields[axis->field].amount;
    for (long g = 0; g < axis->n_gaps; g++) {
        char first[24], last[24];
        lt_time_iso(axis->gap[g].first, first);
        lt_time_iso(axis->gap[g].last, last);
        const char *times = axis->gap[g].n > 1 ? lt_fmt("%s to %s", first, last) : lt_fmt("%s", first);
        if (view->own || (axis->gap[g].n + 1) * axis->step_s > LONGEST_STEP) {
            LT_TRY(lt_sheet_fault(sheet, "hours are missing", lt_fmt("%s, %s", view->path, name),
                                  view->own ? "every hour" : lt_fmt("steps of at most %d h", LONGEST_STEP / LT_HOUR),
                                  lt_fmt("%ld times missing: %s", axis->gap[g].n, times),
                                  "add the hours, or run a period without them"));
        } else {
            lt_note(sheet->notes, "%s: %ld times missing (%s); bridged by a straight line",
                    "%s：缺 %ld 个时次（%s），按线性内插补上", name, axis->gap[g].n, times);
        }
    }
    if (state && axis->n > 1 && axis->n_gaps == 0 && axis->step_s > LONGEST_STEP)
        return lt_sheet_fault(sheet, "times too far apart", lt_fmt("%s, %s", view->path, name),
                              lt_fmt("steps of at most %d h", LONGEST_STEP / LT_HOUR),
                              lt_fmt("steps of %g h", (double)axis->step_s / LT_HOUR), "take a source with more times");
    return LT_OK;
}

lt_status lt_sheet_gaps(lt_sheet *sheet) {
    const lt_met_view *view = sheet->view;
    if (view->stations) { /* its gaps are those of its cells (view_station.c) */
        for (long f = 0; f < view->n_fields && sheet->n_axes == 0; f++) {
            LT_TRY(lt_grow(&sheet->axis, sizeof *sheet->axis, 1, &sheet->axis_room));
            sheet->axis[sheet->n_axes++] = (lt_axis){.field = f, .n_fields = view->n_fields};
            LT_TRY(find_gaps(&view->fields[f], &sheet->axis[0]));
        }
        return LT_OK;
    }
    for (long f = 0; f < view->n_fields; f++) {
        if (lt_met_view_is_fixed(view->fields[f].role)) continue;
        long a = 0;
        while (a < sheet->n_axes && !same_times(&view->fields[sheet->axis[a].field], &view->fields[f])) a++;
        if (a < sheet->n_axes) {
            sheet->axis[a].n_fields++;
            continue;
        }
        LT_TRY(lt_grow(&sheet->axis, sizeof *sheet->axis, sheet->n_axes + 1, &sheet->axis_room));
        sheet->axis[sheet->n_axes++] = (lt_axis){.field = f, .n_fields = 1};
        LT_TRY(find_gaps(&view->fields[f], &sheet->axis[a]));
        LT_TRY(judge_axis(sheet, &sheet->axis[a]));
    }
    return LT_OK;
}
