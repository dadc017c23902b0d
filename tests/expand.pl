# Expands recurrence rules with DateTime::Event::ICal; tests/event_ical.py starts it.
# A line in for each, four fields between tabs: the rule as RFC 5545 writes it, the day it begins, and between which days
# to expand it (2000-02-29). A line out for each: its days, with spaces between.
use strict;
use warnings;
use DateTime;
use DateTime::Event::ICal;

sub day {
    my ($year, $month, $day) = split /-/, shift;
    return DateTime->new(year => $year, month => $month, day => $day);
}

while (my $line = <STDIN>) {
    chomp $line;
    my ($rule, $begins, $from, $until) = split /\t/, $line;
    my %parts = map { split /=/, lc } split /;/, $rule;
    for my $name (grep /^by/, keys %parts) {
        $parts{$name} = [split /,/, $parts{$name}];
    }
    my $days = DateTime::Event::ICal->recur(dtstart => day($begins), %parts);
    my $day = day($from)->subtract(days => 1);
    my @found;
    while (($day = $days->next($day)) && $day <= day($until)) {
        push @found, $day->ymd;
    }
    print "@found\n";
}
