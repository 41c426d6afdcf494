/* vapours.c - which vapours of combustion a run takes (vapours.h). */
#include "model/aerosol/organics/vapours.h"

#include "base/csv.h"

#include <string.h>

static const char *const words[] = {"auto", "on", "off"};
typedef enum choice { AUTO, ON, OFF } choice;

/* One of the words from `first` on. */
static lt_status read_choice(const char *key, const char *text, int first, choice absent, choice *out) {
    const int n = (int)(sizeof words / sizeof *words);
    *out = absent;
    if (!text || !*text) return LT_OK;
    for (int w = first; w < n; w++)
        if (strcmp(words[w], text) == 0) {
            *out = (choice)w;
            return LT_OK;
        }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown choice", .where = key,
                    .expected = lt_one_of(words + first, n - first), .found = text,
                    .todo = lt_did_you_mean(text, words + first, n - first));
}

static lt_status judge_ivoc(const lt_organics_scheme *scheme, bool emitted) {
    if (!emitted)
        return LT_RAISE(LT_ERR_INPUT, .what = "IVOC are asked for, and the emissions have none", .where = "ivoc",
                        .expected = "emissions with the species IVOC", .found = "ivoc: on",
                        .todo = "make the emissions again with IVOC, or leave ivoc to auto");
    if (!scheme->ivoc)
        return LT_RAISE(LT_ERR_INPUT, .what = "the scheme of organic aerosol has no vapour for emitted IVOC",
                        .where = "ivoc", .expected = "a scheme with semivolatile primary matter, as ae7",
                        .found = scheme->name, .todo = "ivoc: off, or another scheme");
    return LT_OK;
}

lt_status lt_organics_setup_choose(const char *scheme, const char *ivoc, const char *pcvoc, bool emitted,
                                   lt_organics_setup *out) {
    choice with_ivoc, with_pcvoc;
    out->vapours = LT_VAPOURS_NONE;
    LT_TRY(lt_organics_scheme_choose(scheme, &out->scheme));
    LT_TRY(read_choice("ivoc", ivoc, AUTO, AUTO, &with_ivoc));
    LT_TRY(read_choice("pcvoc", pcvoc, ON, OFF, &with_pcvoc));
    if (with_ivoc == ON && with_pcvoc == ON)
        return LT_RAISE(LT_ERR_INPUT, .what = "IVOC and PCVOC stand for the same vapours: both would count them twice",
                        .where = "ivoc, pcvoc", .expected = "one of them on", .found = "both on",
                        .todo = "ivoc: on takes the inventory's vapours; pcvoc: on derives them from primary organic "
                                "matter by a factor tuned to Los Angeles");
    if (with_ivoc == ON) LT_TRY(judge_ivoc(out->scheme, emitted));
    if (with_pcvoc == ON)
        out->vapours = LT_VAPOURS_PCVOC;
    else if (with_ivoc == ON || (with_ivoc == AUTO && emitted && out->scheme->ivoc))
        out->vapours = LT_VAPOURS_IVOC;
    return LT_OK;
}

const char *lt_organics_setup_text(const lt_organics_setup *setup, bool chinese) {
    static const char *const texts[][2] = {
        [LT_VAPOURS_NONE] = {"no vapours of combustion beside those of primary organic matter",
                             "除一次有机物自身的蒸气外，不计燃烧源有机蒸气"},
        [LT_VAPOURS_IVOC] = {"IVOC of the emissions, as vapour of intermediate volatility",
                             "采用排放清单中的 IVOC，作为中等挥发性蒸气"},
        [LT_VAPOURS_PCVOC] = {"PCVOC, 6.579 times primary organic matter: a tuning to Los Angeles",
                              "PCVOC 取一次有机物的 6.579 倍：该系数按洛杉矶观测调整得出"},
    };
    return texts[setup->vapours][chinese];
}

double lt_organics_ivoc_mol(const lt_organics_setup *setup) {
    if (setup->vapours != LT_VAPOURS_IVOC) return 0;
    const int pair = lt_organics_scheme_pair(setup->scheme, setup->scheme->ivoc);
    return LT_ORGANICS_IVOC_MOLAR_MASS / setup->scheme->pairs[pair].gas_molar_mass;
}
