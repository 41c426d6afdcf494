/* calendar_rule.h - a calendar that a temporal rule makes of another one: the months and hours of a window weigh more
 * or less. A ledger holds the rules of its measures; lt_allocation_of makes the calendars of them. */
#ifndef LT_CALENDAR_RULE_H
#define LT_CALENDAR_RULE_H

#include "inventory/ledger.h"
#include "inventory/time/calendar.h"

typedef struct lt_calendar_rule {
    char name[24], base[24];
    double month[12], hour[24]; /* factors on the shares of the base's months and on the weights of its local hours */
} lt_calendar_rule;

/* The calendars that the rows of a ledger may name: shipped ones, its own, those of rules. The ledger keeps them. */
lt_status lt_ledger_calendars(lt_ledger *ledger, const lt_calendars **out);
/* The calendar of a rule (its name is not read): one that is there already, else a new one. The name is part of the
 * base's with a number. LT_ERR_INPUT: the factors leave nothing of the base's months or hours. */
lt_status lt_ledger_add_rule(lt_ledger *ledger, const lt_calendar_rule *rule, char name[24]);
/* The calendars of n rules behind those that are there, in their order: a rule may build on the one before. */
lt_status lt_calendars_add_rules(lt_calendars *calendars, const lt_calendar_rule *rules, long n);
/* calendar_month.c: one more. */
lt_status lt_calendars_append(lt_calendars *calendars, const lt_calendar *made);

#endif
