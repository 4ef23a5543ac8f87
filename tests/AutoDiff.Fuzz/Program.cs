using System;
using System.Linq;
using AutoDiff.Fuzz;
using AutoDiff.Fuzz.Generation;

try
{
    Options options = Options.Parse(args);
    if (options.List)
    {
        foreach (var feature in FeatureTable.Rows.GroupBy(row => row.Name).OrderBy(feature => feature.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{(feature.All(row => row.IsExpected) ? "works  " : "refused")} {feature.Key}");
        }

        return 0;
    }

    return new Campaign(options).Run() ? 0 : 1;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{Options.Usage}");
    return 2;
}
