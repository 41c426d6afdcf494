/* bench_ranks_cost.c - `lantian bench ranks-cost`: the cost model of ranks_cost.h for a run of China on 3 km. It
 * measures nothing. */
#include "model/bench/benchmarks.h"
#include "model/bench/ranks_cost.h"

#include <cjson/cJSON.h>

static lt_status run(lt_bench *bench) {
    static const int cores[] = {64, 1000, 10000};
    static const char *const ways[] = {"gather", "rank", "parallel"};
    for (size_t n = 0; n < 3 * sizeof cores / sizeof *cores; ++n) {
        lt_cost c;
        LT_TRY(lt_ranks_cost(&lt_cost_china, &lt_cost_measured, cores[n / 3], lt_output_way_of(ways[n % 3]), &c));
        cJSON *row = lt_bench_row(bench);
        cJSON_AddNumberToObject(row, "cores", cores[n / 3]);
        cJSON_AddStringToObject(row, "output", ways[n % 3]);
        cJSON_AddStringToObject(row, "layout", lt_fmt("%dx%d", c.px, c.py));
        cJSON_AddStringToObject(row, "block", lt_fmt("%dx%d", c.ni, c.nj));
        cJSON_AddNumberToObject(row, "work_s", c.work);
        cJSON_AddNumberToObject(row, "load_s", c.load);
        cJSON_AddNumberToObject(row, "packing_s", c.packing);
        cJSON_AddNumberToObject(row, "messages_s", c.messages);
        cJSON_AddNumberToObject(row, "hourly_s", c.hourly);
        cJSON_AddNumberToObject(row, "reading_s", c.reading);
        cJSON_AddNumberToObject(row, "gather_s", c.gather);
        cJSON_AddNumberToObject(row, "writing_s", c.writing);
        cJSON_AddNumberToObject(row, "restart_s", c.restart);
        cJSON_AddNumberToObject(row, "hour_s", c.all);
        cJSON_AddNumberToObject(row, "day_min", c.all * 24.0 / 60.0);
        cJSON_AddNumberToObject(row, "work_share", c.work / c.all);
        cJSON_AddStringToObject(row, "most", c.most);
    }
    return LT_OK;
}

static const lt_bench_column columns[] = {{"cores", "cores", "核", 6, "%.0f"},
                                          {"output", "output", "写出方式", 9, NULL},
                                          {"layout", "layout", "布局", 8, NULL},
                                          {"block", "block", "块", 8, NULL},
                                          {"work_s", "work", "计算", 7, "%.2f"},
                                          {"load_s", "load", "负载", 7, "%.2f"},
                                          {"packing_s", "packing", "打包", 7, "%.2f"},
                                          {"messages_s", "messages", "消息", 8, "%.2f"},
                                          {"hourly_s", "hourly", "每小时", 7, "%.2f"},
                                          {"reading_s", "reading", "读入", 7, "%.2f"},
                                          {"gather_s", "gather", "汇集", 7, "%.2f"},
                                          {"writing_s", "writing", "写出", 7, "%.2f"},
                                          {"restart_s", "restart", "重启", 7, "%.2f"},
                                          {"hour_s", "hour", "一小时", 7, "%.1f"},
                                          {"day_min", "day, min", "一日, 分", 8, "%.0f"},
                                          {"work_share", "of work", "计算占", 7, "%.2f"},
                                          {"most", "most", "最大", 9, NULL},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_ranks_cost = {
    .topic = "ranks-cost",
    .text_en =
        "predicted, not measured: s an hour of a run of 2000 x 1600 x 20 cells of 3 km, 175 species, by the parts "
        "of model/bench/ranks_cost.h",
    .text_zh = "预测值, 非实测: 3 km 全国 2000 x 1600 x 20 网格, 175 物种, 每模拟小时的秒数 (model/bench/ranks_cost.h)",
    .columns = columns,
    .run = run};
