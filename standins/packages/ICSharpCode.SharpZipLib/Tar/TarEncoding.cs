using System.Text;

namespace ICSharpCode.SharpZipLib.Tar;

internal static class TarEncoding
{
    /// <summary>System.Formats.Tar writes and reads names as UTF-8 only.</summary>
    public static void Require(Encoding nameEncoding)
    {
        ArgumentNullException.ThrowIfNull(nameEncoding);
        if (nameEncoding.CodePage != Encoding.UTF8.CodePage)
        {
            throw new NotSupportedException(
                $"Archive names in {nameEncoding.WebName} need the package SharpZipLib: build with -p:Packages=upstream.");
        }
    }
}
