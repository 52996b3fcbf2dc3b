namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>The families of the catalogue, by the letter of their rows.</summary>
internal static class Families
{
    /// <summary>What a family is about; the letter itself for one that this page does not know.</summary>
    public static string Title(string letter) => letter switch
    {
        "E" => "It works",
        "A" => "ADR-034: Ollama in production",
        "H" => "Hardening and production patterns",
        "U" => "Updates",
        "M" => "Observability",
        "C" => "Capacity",
        "N" => "Random faults",
        _ => letter,
    };
}
