/* verify.h - `lantian verify photolysis`: the suites of photolysis. A new suite is one file and one line of the list.
 */
#ifndef LT_PHOTOLYSIS_VERIFY_H
#define LT_PHOTOLYSIS_VERIFY_H

#include "base/verify.h"

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_photolysis_<suite>. */
#define LT_PHOTOLYSIS_VERIFY_LIST(X)                                                                                   \
    X(closed_forms, "two-stream against closed forms", "二流近似与解析解")                                             \
    X(tuv, "photolysis frequencies against TUV 5.4 and MCM", "光解速率与 TUV 5.4 和 MCM")                              \
    X(cloud, "under, in and above cloud", "云下、云中和云上")                                                          \
    X(twilight, "twilight, and frequencies between two times", "曙暮光与时间插值")                                     \
    X(ozone, "the ozone column", "臭氧柱总量")                                                                         \
    X(same_bits, "same bits in any company and instruction set", "任意组合和指令集下逐位相同")

#define LT_PHOTOLYSIS_VERIFY_DECLARE(suite, title_en, title_zh)                                                        \
    lt_status lt_verify_photolysis_##suite(lt_verify *verify);
LT_PHOTOLYSIS_VERIFY_LIST(LT_PHOTOLYSIS_VERIFY_DECLARE)
#undef LT_PHOTOLYSIS_VERIFY_DECLARE

extern const lt_verify_topic lt_verify_photolysis;

#endif
