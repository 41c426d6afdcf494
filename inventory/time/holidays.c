#include "inventory/time/holidays.h"

#include "base/csv.h"
#include "base/log.h"

#include <string.h>

typedef struct holiday_year {
    int year;
    unsigned char kind[366];
} holiday_year;

struct lt_holidays {
    holiday_year *years;
    int n, missed; /* missed: the year without rows that was named last */
};

static holiday_year *find_year(const lt_holidays *h, int year) {
    for (int k = 0; k < h->n; k++)
        if (h->years[k].year == year) return &h->years[k];
    return NULL;
}

static lt_status bad_row(const lt_csv *t, long r, int column, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(t, r, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(t, r, column)), .todo = "correct the row");
}

static lt_status read_day(const lt_csv *t, long r, const int c[3], lt_holidays *h) {
    lt_time at;
    LT_TRY(lt_csv_time(t, r, c[0], LT_CST_OFFSET, &at));
    const lt_civil day = lt_time_civil(at + LT_CST_OFFSET);
    const char *kind = lt_csv_text(t, r, c[1]);
    const bool worked = strcmp(kind, "workday") == 0;
    if (!worked && strcmp(kind, "holiday") != 0)
        return bad_row(t, r, c[1], "unknown kind of day", "holiday or workday");
    if (worked && day.weekday < 5) return bad_row(t, r, c[0], "a worked day is one of a weekend", "Saturday or Sunday");
    holiday_year *of = find_year(h, day.year);
    if (!of) {
        of = &h->years[h->n++];
        of->year = day.year;
    }
    unsigned char *place = &of->kind[day.yearday - 1];
    if (*place != LT_DAY_ORDINARY) return bad_row(t, r, c[0], "a day stands twice", "one row a day");
    *place = worked                                                    ? LT_DAY_WORKED
             : strcmp(lt_csv_text(t, r, c[2]), "spring_festival") == 0 ? LT_DAY_SPRING_FESTIVAL
                                                                       : LT_DAY_HOLIDAY;
    return LT_OK;
}

static lt_status read_table(const lt_csv *t, lt_holidays *h) {
    static const char *const names[] = {"date", "kind", "name", "mark", NULL};
    int c[4];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t) + 1, sizeof *h->years, &h->years));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, read_day(t, r, c, h)));
    return LT_OK;
}

lt_status lt_holidays_read(const char *path, lt_holidays **out) {
    lt_csv *table;
    lt_holidays *h;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = lt_calloc(1, sizeof *h, &h);
    if (status == LT_OK) {
        status = read_table(table, h);
        if (status == LT_OK)
            *out = h;
        else
            lt_holidays_free(h);
    }
    lt_csv_free(table);
    return status;
}

void lt_holidays_free(lt_holidays *holidays) {
    if (!holidays) return;
    lt_free(holidays->years);
    lt_free(holidays);
}

const unsigned char *lt_holidays_year(lt_holidays *holidays, int year) {
    const holiday_year *of = find_year(holidays, year);
    if (of) return of->kind;
    if (holidays->missed != year)
        lt_remark(LT_LOG_WARNING,
                  "no public holidays of %d are known (inventory/data/holidays.csv): the year has ordinary weeks",
                  year);
    holidays->missed = year;
    return NULL;
}
