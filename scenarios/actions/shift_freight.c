/* shift_freight.c - tonne-kilometres leave heavy trucks: at the ports by a share of clean transport, elsewhere by the
 * growth of rail.
 *
 * Equations   a_r  kilometres of truck record r;  w load [t a km driven, empty ways in it];  l strength of the measure
 *             ports   B_r  = l a_r (1 - (1 - q) / (1 - q0))      q, q0 share of clean transport then and now (P-13b)
 *                     a_r' = a_r - B_r,  B = w sum B_r [t km]
 *             rail    X = l g R u      R rail freight, g its growth, u share of it that comes off trucks (P-13c; P-13d
 *                                      is the same tonnes)
 *                     P = min(p B, X)  p share of the ports' tonne-km that goes to rail: these are part of X, so that
 *                                      no tonne-km is counted twice
 *             others  a_r' = a_r - (X - P)/w a_r / sum a_r       trucks that are not at the ports
 *             fuel    rail: diesel d (1 - e) X, power station coal k t_e e X
 *                     what else the ports use (belts, water, electric trucks): power station coal k t_o (B - P)
 *             e share of rail t km under wires;  d kg diesel, t_e t_o kWh a t km;  k kg coal a kWh at the socket
 *             Diesel of rail goes to the rail records, coal to the province's coal power stations, in proportion to
 *             their activity.
 * Source      P （十三）.
 * Limits      freight stays as it is in the ledger's year; first and last kilometres by truck, dust of the road and of
 *             handling are left alone. */
#include "base/csv.h"
#include "scenarios/contradiction.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct shift_freight {
    char *kind, *port_technology, *clean_now, *clean_then, *load, *rail_freight, *rail_growth, *off_trucks,
        *port_to_rail;
    char *rail_electric, *rail_diesel, *rail_power, *other_power, *coal_per_kwh;
} shift_freight;

#define NUMBER(member, text)                                                                                           \
    { .key = #member, .type = LT_TEXT, .offset = offsetof(shift_freight, member), .doc = text }
static const lt_config_row rows[] = {
    LT_ACTION_ROW,
    NUMBER(port_technology,
           "technology of the selected records that drive to and from ports, * at the end for all that begin so"),
    NUMBER(clean_now, "share of clean transport at the ports now"),
    NUMBER(clean_then, "the share that is wanted"),
    NUMBER(load, "freight of a truck over all kilometres, empty ones too, e.g. 15 t"),
    NUMBER(rail_freight, "rail freight of the ledger's year, t km"),
    NUMBER(rail_growth, "its growth"),
    NUMBER(off_trucks, "share of the growth that comes off trucks"),
    NUMBER(port_to_rail, "share of the ports' shifted t km that goes to rail"),
    NUMBER(rail_electric, "share of rail t km under wires"),
    NUMBER(rail_diesel, "diesel of a t km, e.g. 3.7 kg/(1000 t km)"),
    NUMBER(rail_power, "electricity of a t km"),
    NUMBER(other_power, "electricity of a t km by belt, ship or electric truck"),
    NUMBER(coal_per_kwh, "coal of a power station for electricity at the socket, e.g. 0.55 kg/kWh"),
    {.key = NULL},
};

/* SI: shares, t, t km a year, kg/(t km), kWh/(t km), kg/kWh. */
typedef struct values {
    double clean_now, clean_then, load, rail_freight, rail_growth, off_trucks, port_to_rail, rail_electric;
    double rail_diesel, rail_power, other_power, coal_per_kwh;
} values;

static lt_status read_values(const lt_measure *measure, const lt_action *action, values *v) {
    const shift_freight *p = action->params;
    const struct {
        const char *key, *text, *unit;
        double min, max, *out;
    } wanted[] = {{"clean_now", p->clean_now, "1", 0, 0.99, &v->clean_now},
                  {"clean_then", p->clean_then, "1", 0, 1, &v->clean_then},
                  {"load", p->load, "t", 0.1, 100, &v->load},
                  {"rail_freight", p->rail_freight, "t km", 0, 1e14, &v->rail_freight},
                  {"rail_growth", p->rail_growth, "1", 0, 10, &v->rail_growth},
                  {"off_trucks", p->off_trucks, "1", 0, 1, &v->off_trucks},
                  {"port_to_rail", p->port_to_rail, "1", 0, 1, &v->port_to_rail},
                  {"rail_electric", p->rail_electric, "1", 0, 1, &v->rail_electric},
                  {"rail_diesel", p->rail_diesel, "kg/(t km)", 0, 1, &v->rail_diesel},
                  {"rail_power", p->rail_power, "kW h/(t km)", 0, 10, &v->rail_power},
                  {"other_power", p->other_power, "kW h/(t km)", 0, 10, &v->other_power},
                  {"coal_per_kwh", p->coal_per_kwh, "kg/(kW h)", 0, 10, &v->coal_per_kwh}};
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
        LT_TRY(lt_measure_number(measure, action->node, wanted[k].key, wanted[k].text, wanted[k].unit, wanted[k].min,
                                 wanted[k].max, wanted[k].out));
    if (v->clean_then >= v->clean_now) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the share of clean transport would fall",
                    .where = lt_node_where(action->node), .expected = lt_fmt("clean_then of at least %g", v->clean_now),
                    .found = lt_fmt("%g", v->clean_then), .todo = "correct the shares");
}

static lt_status check(const lt_measure *measure, const lt_action *action) {
    values v;
    return read_values(measure, action, &v);
}

static bool is_port(const shift_freight *p, const lt_source *source) {
    return lt_pattern_fits(p->port_technology, source->technology);
}

/* Take the share of the activity of the port trucks, or of the others. */
static lt_status take(const lt_action *action, lt_apply *work, bool port, double share) {
    for (long n = 0; n < work->n_selected && share > 0; n++) {
        lt_source *source = &work->ledger->sources[work->selected[n]];
        const lt_source before = *source;
        if (is_port(action->params, source) != port) continue;
        LT_TRY(lt_contradiction_share(work, action, source, share));
        source->activity -= share * before.activity;
        LT_TRY(lt_apply_change(work, action, &before, source, share));
    }
    return LT_OK;
}

typedef bool filter(const lt_source *source);

static bool is_rail(const lt_source *source) {
    return strcmp(source->sector, "transport") == 0 && strcmp(source->technology, "rail") == 0;
}

static bool is_station(const lt_source *source) {
    return strcmp(source->sector, "power") == 0 && strcmp(source->process, "coal") == 0;
}

/* Give mass [t] of fuel to the records of the province that take it, in proportion to their activity. */
static lt_status give(const lt_action *action, lt_apply *work, filter *takes, const char *what, double mass) {
    double all = 0;
    const long n_records = work->ledger->n;
    for (long r = 0; r < n_records; r++) {
        const lt_source *source = &work->ledger->sources[r];
        if (lt_region_is_liaoning(source->region) && takes(source) && strcmp(source->unit, "t") == 0)
            all += source->activity;
    }
    if (mass > 0 && all <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("no record of the ledger takes the %s", what),
                        .where = lt_node_where(action->node), .expected = "records in t with activity", .found = "none",
                        .todo = "give the ledger rail and power stations, or leave the measure out");
    for (long r = 0; r < n_records && mass > 0; r++) {
        lt_source *source = &work->ledger->sources[r];
        const lt_source before = *source;
        if (!lt_region_is_liaoning(source->region) || !takes(source) || strcmp(source->unit, "t") != 0) continue;
        source->activity += mass * (before.activity / all);
        LT_TRY(lt_apply_change(work, action, &before, source, 0));
    }
    return LT_OK;
}

static lt_status apply(const lt_action *action, lt_apply *work) {
    const shift_freight *p = action->params;
    values v;
    double port_km = 0, other_km = 0;
    LT_TRY(read_values(work->measure, action, &v));
    for (long n = 0; n < work->n_selected; n++) {
        const lt_source *source = &work->ledger->sources[work->selected[n]];
        *(is_port(p, source) ? &port_km : &other_km) += source->activity;
    }
    if (port_km <= 0 || other_km <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the measure selects no trucks of one kind",
                        .where = lt_node_where(action->node),
                        .expected = lt_fmt("records of technology %s and others", p->port_technology),
                        .found = lt_fmt("%g km and %g km", port_km, other_km), .todo = "widen the selector");
    const double port_share = work->strength * (1 - (1 - v.clean_then) / (1 - v.clean_now));
    const double ports = v.load * port_km * port_share;
    const double rail = work->strength * v.rail_growth * v.rail_freight * v.off_trucks;
    const double by_rail_from_ports = fmin(v.port_to_rail * ports, rail);
    const double other_share = (rail - by_rail_from_ports) / v.load / other_km;
    if (other_share > 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "rail takes more than all trucks carry",
                        .where = lt_node_where(action->node),
                        .expected = lt_fmt("at most %.3g t km", other_km * v.load),
                        .found = lt_fmt("%.3g t km", rail - by_rail_from_ports), .todo = "see rail_freight and load");
    LT_TRY(take(action, work, true, port_share));
    LT_TRY(take(action, work, false, other_share));
    const double diesel_t = 1e-3 * v.rail_diesel * (1 - v.rail_electric) * rail;
    const double kwh = v.rail_power * v.rail_electric * rail + v.other_power * (ports - by_rail_from_ports);
    LT_TRY(give(action, work, is_rail, "diesel of rail", diesel_t));
    return give(action, work, is_station, "coal of power stations", 1e-3 * v.coal_per_kwh * kwh);
}

static void describe(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size) {
    const shift_freight *p = action->params;
    const char *text =
        chinese
            ? "港口集疏运货车里程按清洁运输比例由 %s 提高到 %s 减少；铁路货运量增长 %s，其中 %s "
              "的周转量取自重型货车（港口转铁路的部分计入其中，不重复计算）；铁路电力牵引占 %s，用电由全省煤电承担"
            : "kilometres of port trucks fall as clean transport rises from %s to %s; rail freight grows by %s, %s of "
              "it off heavy trucks (what ports give to rail is part of it and not counted twice); %s of rail under "
              "wires, its electricity from the province's coal power stations";
    snprintf(out, size, text, lt_measure_value_text(measure, p->clean_now),
             lt_measure_value_text(measure, p->clean_then), lt_measure_value_text(measure, p->rail_growth),
             lt_measure_value_text(measure, p->off_trucks), lt_measure_value_text(measure, p->rail_electric));
}

const lt_action_kind lt_action_shift_freight = {.name = "shift_freight",
                                                .doc = "move tonne-kilometres off heavy trucks",
                                                .order = LT_ORDER_SHARE,
                                                .rows = rows,
                                                .size = sizeof(shift_freight),
                                                .check = check,
                                                .apply = apply,
                                                .describe = describe};
