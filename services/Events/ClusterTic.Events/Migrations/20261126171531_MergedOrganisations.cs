using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Events.Migrations
{
    /// <inheritdoc />
    public partial class MergedOrganisations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "organisations",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_merged_into",
                table: "organisations",
                column: "merged_into",
                filter: "merged_into is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_organisations_merged_into",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "organisations");
        }
    }
}
