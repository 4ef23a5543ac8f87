using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AutoDiff.Fuzz;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage = """
        dotnet run -c Release --project tests/AutoDiff.Fuzz -- [options]

          --programs N        how many programs to try                          (2000)
          --seed S            of the first one; every program has its own seed  (1)
          --features a,b      programs that use these; see --list               (a choice for each program)
          --require a,b       features whose refusal is a failure; 'expected' stands for all that work today
          --threads N         programs at a time                                (all cores)
          --batch N           programs in one compilation                       (60)
          --variants P        share of programs that are also written differently (0.34)
          --failures N        stop after that many                              (10)
          --show              print the programs
          --no-shrink         print failures as they were found
          --list              print the features and end
        """;

    public int Programs { get; init; } = 2000;

    public long Seed { get; init; } = 1;

    public IReadOnlySet<string> Features { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Required { get; init; } = new HashSet<string>();

    public int Threads { get; init; } = Environment.ProcessorCount;

    public int Batch { get; init; } = 60;

    public double Variants { get; init; } = 0.34;

    public int Failures { get; init; } = 10;

    public bool Show { get; init; }

    public bool Shrink { get; init; } = true;

    public bool List { get; init; }

    /// <summary>Reads the command line, or throws what is wrong with it.</summary>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        Options options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            string Next() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} needs a value");
            int Number() => int.Parse(Next(), CultureInfo.InvariantCulture);
            HashSet<string> Names() => [.. Next().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            options = arguments[i] switch
            {
                "--programs" => options with { Programs = Number() },
                "--seed" => options with { Seed = long.Parse(Next(), CultureInfo.InvariantCulture) },
                "--features" => options with { Features = Known(Names()) },
                "--require" => options with { Required = Expand(Names()) },
                "--threads" => options with { Threads = Number() },
                "--batch" => options with { Batch = Number() },
                "--variants" => options with { Variants = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--failures" => options with { Failures = Number() },
                "--show" => options with { Show = true },
                "--no-shrink" => options with { Shrink = false },
                "--list" => options with { List = true },
                _ => throw new FormatException($"unknown option {arguments[i]}"),
            };
        }

        return options;
    }

    private static HashSet<string> Known(HashSet<string> names) => names.FirstOrDefault(name => Generation.FeatureTable.Rows.All(row => row.Name != name)) is { } unknown
        ? throw new FormatException($"unknown feature {unknown}")
        : names;

    private static HashSet<string> Expand(HashSet<string> names)
    {
        if (names.Remove("expected"))
        {
            names.UnionWith(Generation.FeatureTable.Rows.Where(row => row.IsExpected).Select(row => row.Name));
        }

        return Known(names);
    }
}
