using System.Globalization;

namespace Archiv.Tests.Support.Rules;

/// <summary>Users as compose files and Dockerfiles name them.</summary>
internal static class Users
{
    /// <summary>Whether it is root: by name, or by a number that is 0 to the engine, such as <c>00</c>.</summary>
    public static bool IsRoot(string? user) => user == "root" || (int.TryParse(user, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var uid) && uid == 0);
}
